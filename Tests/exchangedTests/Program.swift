import Foundation
import Postgres
import Synchronization
import Workbench

/// The built server program, run as an administrator runs it, with a folder and databases of its own.
struct Program: Sendable {
  struct Outcome: Sendable {
    let status: Int32
    let words: String
  }

  let folder: URL
  let server: PostgresSettings

  static func with(_ body: (Program) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "exchanged-\(UInt64.random(in: 0..<UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = Program(folder: folder, server: try TestDatabase.server())
    try Data((program.server.password ?? "").utf8).write(to: folder.appending(path: "password"))
    try await body(program)
  }

  /// An empty database, lent to the body.
  func database(_ body: (PostgresSettings) async throws -> Void) async throws {
    let name = "process_\(UInt64.random(in: 0..<UInt64.max))"
    let keeper = try await Connection.open(server)
    try await keeper.script("create database \(name) encoding 'UTF8' template template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'")
    var settings = server
    settings.database = name
    do { try await body(settings) } catch {
      try? await keeper.script("drop database \(name) with (force)")
      throw error
    }
    try await keeper.script("drop database \(name) with (force)")
    await keeper.close()
  }

  /// A configuration for a database; the keys are the same for all of a program's.
  func config(_ settings: PostgresSettings) throws -> String {
    let password = folder.appending(path: "password").path
    let text = """
      {"database": {"host": "\(settings.host)", "port": \(settings.port), "name": "\(settings.database)", "user": "\(settings.user)",
                    "passwordFile": "\(password)"},
       "api": {"host": "127.0.0.1", "port": 8080}, "gateway": {"host": "127.0.0.1", "port": 8090, "journal": "\(journal(settings).path)"},
       "landing": {"host": "\(settings.host)", "port": \(settings.port), "user": "landing_admin", "passwordFile": "\(password)",
                   "folder": "\(folder.path)/landing"},
       "keys": {"directory": "\(folder.path)/keys"}, "egress": [], "rehearsal": false}
      """
    let file = folder.appending(path: "\(settings.database).json")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  func journal(_ settings: PostgresSettings) -> URL { folder.appending(path: "journal-\(settings.database)") }

  /// Runs to its end; both of its streams together.
  func run(_ arguments: String...) async throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "exchanged")
    process.arguments = arguments
    let words = Pipe()
    process.standardOutput = words
    process.standardError = words
    process.standardInput = FileHandle.nullDevice
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = {
      ended.continuation.yield($0.terminationStatus)
      ended.continuation.finish()
    }
    try process.run()
    let text = String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    var status: Int32 = -1
    for await code in ended.stream { status = code }
    return Outcome(status: status, words: text)
  }
}
