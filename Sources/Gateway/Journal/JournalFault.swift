import Glibc

/// Why the call journal cannot be used: a sentence for the operator.
package struct JournalFault: Error, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }

  /// A file call that failed just now.
  init(call: String, _ path: String) { self.init("调用日志的文件操作 \(call) 失败(\(path)):\(String(cString: strerror(errno)))") }
}
