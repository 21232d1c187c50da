import Foundation
import JSONText

/// A small JSON file that only its owner can read, replaced whole or not at all.
struct PrivateFile: Sendable {
  let path: String

  /// The object inside; an absent file is an empty one.
  func read() throws -> JSONObject {
    guard let data = FileManager.default.contents(atPath: path) else { return JSONObject() }
    guard let object = (try? JSON.parse([UInt8](data)))?.object else { throw Fault(.failed, "文件 \(path) 已损坏,请移走后重试") }
    return object
  }

  /// Writes beside it, makes it durable, and renames: a kill at any moment leaves the old or the new one.
  func write(_ object: JSONObject) throws {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    let part = "\(path).part"
    let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Fault(.failed, "不能写入 \(path):\(String(cString: strerror(errno)))") }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data(JSON.object(object).bytes))
    try file.synchronize()
    guard rename(part, path) == 0 else { throw Fault(.failed, "不能写入 \(path):\(String(cString: strerror(errno)))") }
  }
}
