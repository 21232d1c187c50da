import Dispatch
import Foundation
import JSONText
import Proofs
import Seals

/// A month's archive on the disk: written aside, renamed when whole, read back before anything relies on it.
struct ArchiveFile: Sendable {
  let directory: String, month: String
  private let queue = DispatchQueue(label: "calls.archive")

  init(directory: String, month: String) throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    (self.directory, self.month) = (directory, month)
    try? FileManager.default.removeItem(atPath: part)
    guard FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]) else { throw fault("不能写入") }
  }

  var path: String { "\(directory)/\(CallArchive.file(month))" }
  private var part: String { "\(path).part" }
  private var manifest: String { "\(directory)/\(CallArchive.manifest(month))" }

  func append(_ bytes: [UInt8]) async throws {
    try await onQueue {
      guard let file = FileHandle(forWritingAtPath: part) else { throw fault("不能写入") }
      defer { try? file.close() }
      try file.seekToEnd()
      try file.write(contentsOf: Data(bytes))
    }
  }

  /// Puts the file in its place, on the disk.
  func settle() async throws {
    try await onQueue {
      try Self.sync(part)
      guard rename(part, path) == 0 else { throw fault("不能写入") }
      try Self.sync(directory)
    }
  }

  func put(manifest json: JSON) async throws {
    try await onQueue {
      try Data(json.canonical.utf8).write(to: URL(fileURLWithPath: manifest), options: .atomic)
      try Self.sync(manifest)
      try Self.sync(directory)
    }
  }

  /// Reads both back from the disk and checks everything.
  func verified(under keys: BatchKeys) async throws -> CallArchive {
    try await onQueue {
      let stated = try readManifest(under: keys)
      guard try read(under: keys) == stated else { throw ProofFlaw("归档 \(path) 与其清单不符") }
      return stated
    }
  }

  /// What the file that lies there is.
  func measured(under keys: BatchKeys) async throws -> CallArchive { try await onQueue { try read(under: keys) } }

  private func readManifest(under keys: BatchKeys) throws -> CallArchive {
    guard let data = FileManager.default.contents(atPath: manifest) else { throw fault("读不到清单") }
    return try CallArchive(manifest: Array(data), under: keys)
  }

  private func read(under keys: BatchKeys) throws -> CallArchive {
    guard let file = FileHandle(forReadingAtPath: path) else { throw fault("读不到") }
    defer { try? file.close() }
    var reading = ArchiveReading(under: keys)
    try reading.take(whole: { try file.read(upToCount: 1 << 20).map { Array($0) } ?? [] })
    return try reading.finish(month)
  }

  private func fault(_ what: String) -> ProofFlaw { ProofFlaw("\(what)归档 \(path)") }

  private static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw ProofFlaw("读不到 \(path)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw ProofFlaw("\(path) 没有写到磁盘上") }
  }

  /// File calls block, so they run on a queue of their own and not on Swift's threads.
  private func onQueue<Output: Sendable>(_ body: @escaping @Sendable () throws -> Output) async throws -> Output {
    try await withCheckedThrowingContinuation { done in queue.async { done.resume(with: Result(catching: body)) } }
  }
}
