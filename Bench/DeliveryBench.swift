import Couriers
import Delivery
import Foundation
import JSONText
import Logging
import Postgres
import Seals
import Workbench

/// A table's way into a landing area beside the shortest pipe there is, whole and by its changes; source, target and peers on one server.
struct DeliveryBench {
  let database: TestDatabase
  let rows: Int
  private let tag = "bench\(UInt32.random(in: 0..<UInt32.max))"

  init(database: TestDatabase, rows: Int) { (self.database, self.rows) = (database, rows) }

  private var provider: String { "\(tag)_provider" }

  func run() async throws -> [Figure] {
    let server = try TestDatabase.server()
    let folder = FileManager.default.temporaryDirectory.appending(path: tag).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let key = try SealKey([UInt8](repeating: 9, count: 32))
    let egress = Egress(allowed: ["\(server.host):\(server.port)"])
    var logger = Logger(label: "bench")
    logger.logLevel = .error
    let landing = LandingSettings(
      host: server.host, port: server.port, user: server.user, password: server.password, folder: folder, prefix: "\(tag)_")
    let delivery = Delivery(
      pool: database.pool, landing: landing, secrets: key, signing: try SigningKey.generate(.sm2), courier: Courier(egress: egress),
      admits: { egress.admits($0, $1) }, logger: logger)
    do {
      let figures = try await measure(delivery, key, server)
      try await clear(server)
      return figures
    } catch {
      try? await clear(server)
      throw error
    }
  }

  private func clear(_ server: PostgresSettings) async throws {
    let connection = try await Connection.open(server)
    for name in ["provider", "peer", "landing_statistics"] { try await connection.script("drop database if exists \(tag)_\(name) with (force)") }
    try await connection.script("drop role if exists \(tag)_landing_statistics")
    await connection.close()
  }

  private func on(_ name: String, _ sql: String) async throws {
    var settings = try TestDatabase.server()
    settings.database = name
    settings.statementTimeout = 3_600_000
    let connection = try await Connection.open(settings)
    for one in sql.split(separator: ";\n") { try await connection.script(String(one)) }
    await connection.close()
  }

  private func measure(_ delivery: Delivery, _ key: SealKey, _ server: PostgresSettings) async throws -> [Figure] {
    try await on("postgres", "create database \(provider);\ncreate database \(tag)_peer")
    try await on(provider, DeliveryData.source(rows) + "\nvacuum analyze person")
    try await on("\(tag)_peer", DeliveryData.table("person"))
    _ = try await Office(database)
    try await database.pool.with {
      try await $0.script(DeliveryData.grant(server.host, server.port, provider, server.user))
      _ = try await $0.run(DeliveryData.secret, try key.seal(Array((server.password ?? "").utf8), context: "source/civil-affairs/persons"))
    }
    var (whole, pipe, dump, other) = (Samples(), Samples(), Samples(), Samples())
    try await set("column")
    for round in 0..<3 {
      try await on("\(tag)_peer", "truncate person")
      try await pipe.time { try shell("psql -qX -d \(provider) -c 'copy person to stdout (format binary)' | psql -qX -d \(tag)_peer -c 'copy person from stdin (format binary)'") }
      try await whole.time { try await deliver(delivery, anew: true) }
      guard round == 0 else { continue }
      try await on("\(tag)_peer", "drop table person")
      try await dump.time { try shell("pg_dump -t person \(provider) | psql -qX -d \(tag)_peer") }
      try await on("\(tag)_peer", "truncate person;\n" + foreign(server))
      try await other.time { try await on("\(tag)_peer", "insert into person select * from theirs.person") }
    }
    let full = whole.median
    var figures = [
      Figure(name: "\(rows) rows whole (peer: binary COPY pipe into a keyed table)", unit: "s", ours: full / 1000, peer: pipe.median / 1000, goal: pipe.median / 1000 * 1.2),
      Figure(name: "the same (peer: pg_dump into psql)", unit: "s", ours: full / 1000, peer: dump.median / 1000),
      Figure(name: "the same (peer: insert over postgres_fdw)", unit: "s", ours: full / 1000, peer: other.median / 1000),
    ]
    figures += try await changes(delivery, full)
    figures.append(Figure(name: "memory of the process at its highest", unit: "MB", ours: Self.highest(), goal: 100))
    return figures
  }

  private func changes(_ delivery: Delivery, _ full: Double) async throws -> [Figure] {
    var figures: [Figure] = []
    for (turn, (way, share, goal)) in [("column", 100, 0.05), ("digest", 0, nil), ("digest", 10, nil), ("digest", 100, 0.35), ("digest", 1000, nil)].enumerated() as EnumeratedSequence<[(String, Int, Double?)]> {
      try await set(way)
      try await on(provider, DeliveryData.change(share, turn: turn + 1) + ";\nvacuum analyze person")
      var samples = Samples()
      try await samples.time { try await deliver(delivery, anew: false) }
      figures.append(
        Figure(
          name: "\(Double(share) / 100) % changed, found by \(way) (peer: ours whole)", unit: "s", ours: samples.median / 1000, peer: full / 1000,
          goal: goal.map { $0 * full / 1000 }))
    }
    return figures
  }

  private func set(_ way: String) async throws {
    _ = try await database.pool.with { try await $0.run(DeliveryData.way, JSONBytes(#"{"way": "\#(way)", "column": "updated_at"}"#)) }
  }

  private func deliver(_ delivery: Delivery, anew: Bool) async throws {
    let outcome = try await delivery.deliver(grant: 4, reviewed: anew)
    guard case .delivered(_, let count, _, _) = outcome, count == rows else { throw Broken(text: "\(outcome)") }
  }

  private func foreign(_ server: PostgresSettings) -> String {
    """
    create extension if not exists postgres_fdw;
    create server theirs foreign data wrapper postgres_fdw options (host '\(server.host)', port '\(server.port)', dbname '\(provider)', fetch_size '10000');
    create user mapping for current_user server theirs options (user '\(server.user)', password '\(server.password ?? "")');
    create schema theirs;
    import foreign schema public limit to (person) from server theirs into theirs
    """
  }

  private func shell(_ command: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-o", "pipefail", "-c", command]
    let server = try TestDatabase.server()
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PGHOST": server.host, "PGPORT": "\(server.port)", "PGUSER": server.user, "PGPASSWORD": server.password ?? ""]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Broken(text: command) }
  }

  struct Broken: Error, CustomStringConvertible {
    let text: String
    var description: String { "not delivered: \(text)" }
  }

  /// MB that the process ever held.
  static func highest() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (Double(line.split(separator: " ").dropFirst().first ?? "0") ?? 0) / 1000
  }
}
