import Foundation
package import Postgres
import Schema

/// A migrated and seeded database of a test's own on a real server, reached through `EXCHANGE_TEST_DSN_HOST`, `_PORT`, `_USER`, `_PASSWORD`.
///
/// Always a rehearsal database, so that tests can move its office clock.
package struct TestDatabase: Sendable {
  /// There is no server to test on: a failure, never a skip.
  package struct NoServer: Error, CustomStringConvertible {
    package let description = "set EXCHANGE_TEST_DSN_HOST, _PORT, _USER and _PASSWORD (Scripts/test does)"
  }

  package let settings: PostgresSettings
  package let pool: Pool

  /// The server, connected to its `postgres` database as a superuser.
  package static func server() throws -> PostgresSettings {
    let environment = ProcessInfo.processInfo.environment
    guard let host = environment["EXCHANGE_TEST_DSN_HOST"], let port = environment["EXCHANGE_TEST_DSN_PORT"].flatMap(Int.init),
      let user = environment["EXCHANGE_TEST_DSN_USER"]
    else { throw NoServer() }
    return PostgresSettings(host: host, port: port, database: "postgres", user: user, password: environment["EXCHANGE_TEST_DSN_PASSWORD"])
  }

  /// A new database. The first of a process migrates a template, the others copy it.
  package static func fresh() async throws -> TestDatabase {
    let server = try server()
    let template = try await Template.shared.name(server)
    let name = "test_\(UInt64.random(in: 0..<UInt64.max))"
    let connection = try await Connection.open(server)
    try await connection.script("create database \(name) template \(template)")
    await connection.close()
    var settings = server
    settings.database = name
    return TestDatabase(settings: settings, pool: Pool(settings, size: 6))
  }

  /// One that an earlier process made and left.
  package static func existing(_ name: String) throws -> TestDatabase {
    var settings = try server()
    settings.database = name
    return TestDatabase(settings: settings, pool: Pool(settings, size: 6))
  }

  package func drop() async throws {
    await pool.close()
    let connection = try await Connection.open(Self.server())
    try await connection.script("drop database if exists \(settings.database) with (force)")
    await connection.close()
  }

  /// Lends a database to a test and takes it away again.
  package static func with<Output: Sendable>(_ body: @Sendable (TestDatabase) async throws -> Output) async throws -> Output {
    let database = try await fresh()
    do {
      let output = try await body(database)
      try await database.drop()
      return output
    } catch {
      try? await database.drop()
      throw error
    }
  }

  private actor Template {
    static let shared = Template()
    private var making: Task<String, any Error>?

    func name(_ server: PostgresSettings) async throws -> String {
      if let making { return try await making.value }
      let task = Task { try await Self.make(server) }
      making = task
      return try await task.value
    }

    private static func make(_ server: PostgresSettings) async throws -> String {
      let name = "template_\(ProcessInfo.processInfo.processIdentifier)_\(UInt32.random(in: 0..<UInt32.max))"
      let connection = try await Connection.open(server)
      try await connection.script("create database \(name) encoding 'UTF8' template template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'")
      await connection.close()
      var settings = server
      settings.database = name
      let fresh = try await Connection.open(settings)
      let migrator = Migrator(fresh)
      _ = try await migrator.migrate()
      try await migrator.seed(rehearsal: true)
      await fresh.close()
      return name
    }
  }
}
