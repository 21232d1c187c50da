import Foundation
import Postgres

/// A program of PostgreSQL's own, run against a database. The password goes by the environment, never by an argument.
struct Tool {
  private let name: String, settings: PostgresSettings
  init(_ name: String, _ settings: PostgresSettings) {
    self.name = name
    self.settings = settings
  }

  /// Throws its last words when it does not end well.
  func run(_ arguments: String...) throws {
    var environment = ProcessInfo.processInfo.environment
    environment.merge(
      ["PGHOST": settings.host, "PGPORT": String(settings.port), "PGUSER": settings.user, "PGPASSWORD": settings.password ?? "", "PGCONNECT_TIMEOUT": "10"]
    ) { $1 }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name, "--dbname=\(settings.database)"] + arguments
    process.environment = environment
    let errors = Pipe()
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { throw Config.Fault(description: "没有 \(name),请安装 postgresql-client") }
    let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Config.Fault(description: "\(name) 没有完成:\(words.split(separator: "\n").last.map(String.init) ?? "原因不明")")
    }
  }
}
