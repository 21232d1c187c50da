import Foundation

/// A database asked with `psql`, as any department would. The password goes by the environment, never by the arguments.
struct Psql: Sendable {
  let host: String
  let port: Int
  let database: String
  let user: String
  let password: String

  /// Rows of cells; the statement is the tour's own text.
  func rows(_ statement: String) async throws -> [[String]] {
    var environment = ProcessInfo.processInfo.environment
    let place = ["PGHOST": host, "PGPORT": String(port), "PGDATABASE": database, "PGUSER": user, "PGPASSWORD": password]
    environment.merge(place) { $1 }
    environment["PGCONNECT_TIMEOUT"] = "5"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement]
    process.environment = environment
    let out = Pipe()
    let errors = Pipe()
    process.standardOutput = out
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NotSo("psql:\(complaint.trimmingCharacters(in: .whitespacesAndNewlines))") }
    return text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The same login at another database of the server.
  func at(_ other: String) -> Psql { Psql(host: host, port: port, database: other, user: user, password: password) }

  /// The first cell.
  func value(_ statement: String) async throws -> String { try await rows(statement).first?.first ?? "" }
}

extension Psql {
  init(_ database: World.Database) {
    self.init(host: database.host, port: database.port, database: database.name, user: database.user, password: database.password)
  }
}
