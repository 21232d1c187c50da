import Foundation

/// A file that the server sent, written where the person said.
enum SavedFile {
  static func save(_ bytes: [UInt8], to path: String) throws {
    do { try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic) } catch { throw Fault(.usage, "写不进文件 \(path)") }
    Talk.line("已写入 \(path)(\(bytes.count)字节)")
  }
}
