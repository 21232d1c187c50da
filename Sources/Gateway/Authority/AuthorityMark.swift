import Foundation
import Synchronization

/// The highest authority number this node has seen, kept beside its journal: no authority comes back to life with an older database.
final class AuthorityMark: Sendable {
  /// The database knows less than this node has already served by: it was restored from an older copy.
  struct Older: Error, CustomStringConvertible {
    let known: Int64, found: Int64
    var description: String {
      "数据库的授权序号 \(found) 低于本节点见过的 \(known):数据库是旧备份恢复的。请核对后删除日志目录中的 authority.n 再启动网关"
    }
  }

  private let file: String
  private let known: Mutex<Int64>

  init(directory: String) {
    file = "\(directory)/authority.n"
    let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
    known = Mutex(text.flatMap { Int64($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0)
  }

  func raise(to n: Int64) throws {
    try known.withLock { known in
      guard n >= known else { throw Older(known: known, found: n) }
      guard n > known else { return }
      try Data("\(n)\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
      known = n
    }
  }
}
