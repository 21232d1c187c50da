import Foundation

/// What a command fetched, kept as a file that only its owner can read.
enum KeptFile {
  static func write(_ bytes: [UInt8], to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    guard folder.isEmpty || FileManager.default.fileExists(atPath: folder),
      FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
    else { throw Fault(.failed, "不能写入 \(path)") }
  }
}
