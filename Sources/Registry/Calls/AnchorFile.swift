import Dispatch
import Glibc
import Proofs
import Seals

/// 锚定文件: the heads of all batches in a file outside the database, best on another disk or machine. Lines are only ever added.
///
/// Whoever changes the call log and signs it anew must change this file too; a copy of it taken away settles the matter.
package struct AnchorFile: Sendable {
  package static let name = "call-anchors"

  let path: String
  /// Which node keeps it: the name of its journal.
  let place: String
  private let queue = DispatchQueue(label: "calls.anchors")

  /// - Parameter directory: made where it is missing; its parent must be there.
  package init(directory: String, place: String) throws {
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw ProofFlaw("不能建立锚定目录 \(directory):\(String(cString: strerror(errno)))") }
    path = "\(directory)/\(Self.name)"
    self.place = place
  }

  /// The batch of the last whole line; 0 in a new file. Half a line from a power cut is taken off: it was never relied upon.
  func last() async throws -> Int64 {
    try await onQueue {
      let file = try Self.open(path)
      defer { close(file) }
      let size = lseek(file, 0, SEEK_END)
      let start = max(0, size - 4096)
      var bytes = [UInt8](repeating: 0, count: Int(size - start))
      guard size >= 0, pread(file, &bytes, bytes.count, start) == bytes.count else { throw Self.fault("读不到", path) }
      let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      if whole < bytes.count {
        guard whole > 0 || start == 0, ftruncate(file, start + whole) == 0, fsync(file) == 0 else { throw Self.fault("不能修复", path) }
      }
      guard whole > 0 else { return 0 }
      let line = String(decoding: bytes[..<(whole - 1)], as: UTF8.self).split(separator: "\n").last ?? ""
      guard let (batch, _) = AnchorLines.parse(line) else { throw ProofFlaw("锚定文件 \(path) 的最后一行不是有效的锚定记录,请先查明原因") }
      return batch
    }
  }

  /// On the disk when this returns.
  func append(_ heads: [(batch: Int64, head: [UInt8], at: String)]) async throws {
    guard !heads.isEmpty else { return }
    let bytes = Array(heads.map { AnchorLines.line($0.batch, $0.head, at: $0.at) }.joined().utf8)
    try await onQueue {
      let file = try Self.open(path)
      defer { close(file) }
      var at = 0
      while at < bytes.count {
        let count = bytes.withUnsafeBytes { buffer in buffer.baseAddress.map { write(file, $0 + at, buffer.count - at) } ?? -1 }
        guard count > 0 || errno == EINTR else { throw Self.fault("不能写入", path) }
        at += max(0, count)
      }
      guard fsync(file) == 0 else { throw Self.fault("不能写入", path) }
    }
  }

  /// The whole file; nothing where there is none yet.
  func read() async throws -> [UInt8] {
    try await onQueue {
      let file = try Self.open(path)
      defer { close(file) }
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = Glibc.read(file, &piece, piece.count)
        guard count >= 0 else { throw Self.fault("读不到", path) }
        if count == 0 { return bytes }
        bytes += piece[..<count]
      }
    }
  }

  private static func open(_ path: String) throws -> Int32 {
    let file = Glibc.open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault("打不开", path) }
    return file
  }

  private static func fault(_ what: String, _ path: String) -> ProofFlaw { ProofFlaw("\(what)锚定文件 \(path):\(String(cString: strerror(errno)))") }

  /// File calls block, so they run on a queue of their own and not on Swift's threads.
  private func onQueue<Output: Sendable>(_ body: @escaping @Sendable () throws -> Output) async throws -> Output {
    try await withCheckedThrowingContinuation { done in queue.async { done.resume(with: Result(catching: body)) } }
  }
}
