import Foundation
import Logging
import Postgres
import Seals
import Vocabulary

extension Delivery {
  /// Makes the landing area of a department, or completes one that a crash left half made. May be repeated.
  ///
  /// A database and a login role of the same name, which sees its own views and nothing else, has at most 10 connections and ends
  /// statements after 10 minutes; and a folder for files.
  package func openLanding(department: String) async throws {
    guard try await pool.with({ try await $0.one(DeliveryStatements.departmentExists, department) }) else {
      throw Refused(Refusal("landing.department", .missing, "没有这个部门", "EX-8.1"))
    }
    // One at a time from the first look to the line that is kept: the password that the role has is the one that is sealed.
    try await onServer { server in
      _ = try await server.run(LandingStatements.lockServer, 7204)
      try await open(department, server)
    }
  }

  private func open(_ department: String, _ server: Connection) async throws {
    let name = landing.name(department)
    let known = try await pool.with { try await $0.first(DeliveryStatements.landing, department) } != nil
    let password = known ? nil : Self.newPassword()
    try await makeRole(name, password, server)
    if try await server.one(LandingStatements.databaseExists, name) == false {
      try await server.script(
        "create database \(SQL.name(name)) template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'")
    }
    try await complete(name)
    let folder = landing.folder(department)
    try await onFileQueue { try Files.makeDirectories(folder, mode: 0o750) }
    guard let password else { return }
    let sealed = try secrets.seal(Array(password.utf8), context: "landing/\(department)")
    _ = try await pool.with { [landing] in
      try await $0.run(DeliveryStatements.keepLanding, department, landing.host, Int32(landing.port), name, name, sealed, folder)
    }
    logger.info("landing area opened", metadata: ["department": "\(department)", "database": "\(name)"])
  }

  /// What belongs into a landing database and is not there yet.
  private func complete(_ name: String) async throws {
    let database = try await Connection.open(landing.connection(name))
    do {
      try await database.transaction { tx in
        try await tx.script(
          """
          set local client_min_messages = warning;
          revoke all on database \(SQL.name(name)) from public;
          grant connect on database \(SQL.name(name)) to \(SQL.name(name));
          \(LandingSchema.text(login: name))
          """)
      }
      await database.close()
    } catch {
      await database.close()
      throw error
    }
  }

  func openLandingIfMissing(_ department: String) async throws {
    if try await pool.with({ try await $0.first(DeliveryStatements.landing, department) }) == nil { try await openLanding(department: department) }
  }

  /// A new password for the landing area's login role. Shown this once; the old one opens no new connection from now on.
  package func newLandingPassword(department: String) async throws -> String {
    try await openLandingIfMissing(department)
    let place = try await pool.with { try await $0.one(DeliveryStatements.landing, department) }
    let password = Self.newPassword()
    let sealed = try secrets.seal(Array(password.utf8), context: "landing/\(department)")
    try await onServer { server in
      _ = try await server.run(LandingStatements.lockServer, 7204)
      try await makeRole(place.login, password, server)
      _ = try await pool.with { try await $0.run(DeliveryStatements.changeSecret, department, sealed) }
    }
    return password
  }

  /// A connection of ours to a department's landing database, with settings that make row texts the same as on every source.
  func openLandingDatabase(_ department: String) async throws -> Connection {
    let place = try await pool.with { try await $0.one(DeliveryStatements.landing, department) }
    let connection = try await Connection.open(landing.connection(place.database))
    try await connection.script(TableShape.sessionSettings)
    return connection
  }

  private static func newPassword() -> String { Base64URL.encode(RandomBytes.make(24)) }

  private func makeRole(_ name: String, _ password: String?, _ server: Connection) async throws {
    let role = SQL.name(name)
    if try await server.one(LandingStatements.roleExists, name) == false {
      try await server.script("create role \(role) login nosuperuser nocreatedb nocreaterole noinherit noreplication connection limit 10")
      try await server.script(
        """
        alter role \(role) set statement_timeout = '10min';
        alter role \(role) set idle_in_transaction_session_timeout = '1h';
        """)
    }
    if let password { try await server.script("alter role \(role) password \(SQL.text(ScramVerifier.make(password)))") }
  }

  func onServer(_ body: @Sendable (Connection) async throws -> Void) async throws {
    let server = try await Connection.open(landing.connection(landing.maintenance))
    do {
      // Without the first the age of readers' snapshots cannot be seen, and old versions would be kept for ever; without the second open
      // readers cannot be ended with their right. A superuser needs no grant.
      for role in ["pg_read_all_stats", "pg_signal_backend"] { try? await server.script("grant \(role) to current_user") }
      try await body(server)
      await server.close()
    } catch {
      await server.close()
      throw error
    }
  }
}
