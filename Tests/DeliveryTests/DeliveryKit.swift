import Couriers
import Foundation
import JSONText
import Logging
import Postgres
import Seals
import Vocabulary
import Workbench

@testable import Delivery

/// An exchange of a test's own on a real server: its database, a provider's database with a login that may only read, and landing areas
/// made by a role that is no superuser. All of it is taken away again.
struct DeliveryKit: Sendable {
  let exchange: TestDatabase
  /// Stands in every name on the server, so that suites do not meet.
  let tag: String
  let folder: String
  let delivery: Delivery
  let sealing: SealKey
  let signing: SigningKey
  private static let password = "p'w\\ 口令"

  var providerDatabase: String { "\(tag)_provider" }
  var reader: String { "\(tag)_reader" }
  static let consumer = "statistics"

  /// - Parameter allowed: what the operator's list admits; the test server by default.
  static func with(
    encoding: String = "UTF8", allowed: [String]? = nil, _ body: @Sendable (DeliveryKit) async throws -> Void
  ) async throws {
    try await TestDatabase.with { database in
      let kit = try DeliveryKit(database, allowed)
      do {
        try await kit.open(encoding)
        try await body(kit)
        try await kit.clear()
      } catch {
        try? await kit.clear()
        throw error
      }
    }
  }

  private init(_ database: TestDatabase, _ allowed: [String]?) throws {
    exchange = database
    tag = "t\(UInt32.random(in: 0..<UInt32.max))"
    folder = FileManager.default.temporaryDirectory.appending(path: tag).path
    sealing = try SealKey(RandomBytes.make(32))
    signing = try SigningKey.generate(.sm2)
    let server = database.settings
    let egress = try Egress(checking: allowed ?? ["\(server.host):\(server.port)"])
    let landing = LandingSettings(
      host: server.host, port: server.port, user: "\(tag)_admin", password: Self.password, folder: "\(folder)/landing", prefix: "\(tag)_")
    delivery = Self.delivery(database.pool, landing, sealing, signing, egress, folder)
  }

  private static func delivery(
    _ pool: Pool, _ landing: LandingSettings, _ sealing: SealKey, _ signing: SigningKey, _ egress: Egress, _ folder: String, authorities: String? = nil,
    reader: String = program
  ) -> Delivery {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return Delivery(
      pool: pool, landing: landing, secrets: sealing, signing: signing, courier: Courier(egress: egress, authorities: authorities),
      admits: { egress.admits($0, $1) }, directories: ["\(folder)/provider"], reader: reader, logger: logger)
  }

  /// `exchanged`, built beside this program.
  static let program: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appending(path: "exchanged").path
  }()

  /// The same exchange with file servers admitted.
  func reaching(_ places: [String], authorities: String? = nil, reader: String = program) -> Delivery {
    Self.delivery(exchange.pool, delivery.landing, sealing, signing, Egress(allowed: places), folder, authorities: authorities, reader: reader)
  }

  private func open(_ encoding: String) async throws {
    try FileManager.default.createDirectory(atPath: "\(folder)/provider", withIntermediateDirectories: true)
    let secret = SQL.text(Self.password)
    try await on("postgres") { server in
      try await server.script("create role \(tag)_admin login createdb createrole password \(secret)")
      try await server.script("create role \(reader) login password \(secret)")
      try await server.script("create database \(providerDatabase) template template0 encoding '\(encoding)' lc_collate 'C' lc_ctype 'C'")
    }
    try await exchange.pool.with { try await $0.script(Self.ground) }
  }

  private func clear() async throws {
    try? FileManager.default.removeItem(atPath: folder)
    try await on("postgres") { server in
      for name in try await server.ask("select datname::text from pg_database where starts_with(datname, '\(tag)_')") {
        try await server.script("drop database \(SQL.name(name)) with (force)")
      }
      for name in try await server.ask("select rolname::text from pg_roles where starts_with(rolname, '\(tag)_') order by rolname desc") {
        try await server.script("drop owned by \(SQL.name(name)); drop role \(SQL.name(name))")
      }
    }
  }

  // Connections

  func settings(_ database: String) -> PostgresSettings {
    var settings = exchange.settings
    settings.database = database
    return settings
  }

  /// As superuser in any database.
  @discardableResult
  func on<Output: Sendable>(_ database: String, _ body: @Sendable (Connection) async throws -> Output) async throws -> Output {
    try await Self.on(settings(database), body)
  }

  @discardableResult
  static func on<Output: Sendable>(
    _ settings: PostgresSettings, _ body: @Sendable (Connection) async throws -> Output
  ) async throws -> Output {
    let connection = try await Connection.open(settings)
    do {
      let output = try await body(connection)
      await connection.close()
      return output
    } catch {
      await connection.close()
      throw error
    }
  }

  func provider(_ sql: String) async throws { try await on(providerDatabase) { try await $0.script(sql) } }
  func office(_ sql: String) async throws { try await exchange.pool.with { try await $0.script(sql) } }
  func office(asking sql: String) async throws -> [String] { try await exchange.pool.with { try await $0.ask(sql) } }
  func landingName(_ department: String = consumer) -> String { delivery.landing.name(department) }
  func landing(_ sql: String) async throws { try await on(landingName()) { try await $0.script(sql) } }
  func landing(asking sql: String) async throws -> [String] { try await on(landingName()) { try await $0.ask(sql) } }

  /// How a department itself connects: with the password that it was shown.
  func login(_ department: String = consumer) async throws -> PostgresSettings {
    var settings = settings(landingName(department))
    settings.user = landingName(department)
    settings.password = try await delivery.newLandingPassword(department: department)
    return settings
  }

  static var secret: String { password }
}

extension Connection {
  /// One column of text, whatever the statement is.
  func ask(_ sql: String) async throws -> [String] {
    try await all(Statement<String>("ask.\(UInt64.random(in: 0..<UInt64.max))", sql))
  }
}
