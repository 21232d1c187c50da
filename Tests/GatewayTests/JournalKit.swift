import Foundation
import Gateway
import Logging
import NIOCore
import NIOPosix

/// A directory of a test's own and what is done to it.
struct JournalPlace {
  let path: String

  static func with<Output>(_ body: (JournalPlace) async throws -> Output) async throws -> Output {
    let place = JournalPlace(path: FileManager.default.temporaryDirectory.path + "/journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place.path) }
    return try await body(place)
  }

  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
  var segments: [String] { get throws { try names.filter { $0.hasSuffix(".calls") } } }

  func read(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))) }
  func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  /// What a machine that stops now would find again: a copy of every file as it is. A file that goes meanwhile is not there.
  func copy(to other: JournalPlace) throws {
    for name in try names {
      guard let bytes = try? read(name) else { continue }
      try other.write(name, bytes)
    }
  }

  func open(segmentBytes: Int = 64 << 20) throws -> CallJournal {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return try CallJournal(directory: path, logger: logger, segmentBytes: segmentBytes, retryAfter: .milliseconds(5))
  }

  /// What a start on this directory finds; the directory is closed again.
  func recovered() async throws -> [JournalRecord] {
    let journal = try open()
    let records = try journal.records()
    await journal.close()
    return records
  }
}

func sampleCall(_ n: Int = 0, at: Int64 = 1_790_000_000_000_000) -> CallAdmission {
  CallAdmission(
    at: at, callID: "call-\(n)", keyID: "AK7Q2M9X", grant: 12, resource: 34, department: "statistics", method: "GET",
    path: "/svc/人口/v1/persons", peer: "10.1.2.3:4567", admitted: true)
}

extension CallJournal {
  /// Takes a call down and waits for the disk.
  func admitted(_ call: CallAdmission = sampleCall(), on loop: any EventLoop = MultiThreadedEventLoopGroup.singleton.any()) async -> (
    seq: Int64, durable: Bool
  ) {
    var seq: Int64 = 0
    let durable = await withCheckedContinuation { told in seq = admit(call, on: loop) { told.resume(returning: $0) } }
    return (seq, durable)
  }
}

extension [JournalRecord] {
  var numbers: [Int64] {
    compactMap { if case .admission(let seq, _) = $0 { seq } else { nil } }
  }
  var outcomes: [CallOutcome] {
    compactMap { if case .outcome(let outcome) = $0 { outcome } else { nil } }
  }
}
