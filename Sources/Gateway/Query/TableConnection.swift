import Postgres
import Synchronization

/// A read-only connection to a provider's database, with what it has read of the tables there. One call uses it at a time.
final class TableConnection: Sendable {
  let connection: Connection
  private let known = Mutex<[TablePlace: (columns: [TableColumn], at: Int64)]>([:])
  /// Nanoseconds for which a table's columns are taken to be as they were read.
  private static let lasts: Int64 = 10_000_000_000

  init(_ connection: Connection) { self.connection = connection }

  func columns(of place: TablePlace) async throws -> [TableColumn] {
    let now = MachineClock.now()
    if let found = known.withLock({ $0[place] }), now - found.at < Self.lasts { return found.columns }
    let columns = try await connection.all(TableStatements.columns, place.schema, place.table)
    known.withLock { $0[place] = (columns, now) }
    return columns
  }

  func knew(_ place: TablePlace) -> Bool { known.withLock { $0[place] != nil } }
  func forget(_ place: TablePlace) { known.withLock { $0[place] = nil } }

  /// No such column or table, another type, or a plan that no longer fits.
  static func isOfColumns(_ error: PostgresError) -> Bool { ["42703", "42P01", "42804", "42883", "0A000"].contains(error.sqlstate ?? "") }
}

/// A few idle connections to each source.
actor KeptConnections {
  private static let most = 8
  private var idle: [GatewaySource: [TableConnection]] = [:]
  private var isClosed = false

  func take(_ source: GatewaySource, _ make: @Sendable () async throws -> TableConnection) async throws -> TableConnection {
    while let kept = idle[source]?.popLast() {
      if await kept.connection.isUsable { return kept }
      await kept.connection.close()
    }
    return try await make()
  }

  func put(_ kept: TableConnection, _ source: GatewaySource) async {
    guard !isClosed, idle[source, default: []].count < Self.most else { return await kept.connection.close() }
    idle[source, default: []].append(kept)
  }

  func close() async {
    isClosed = true
    for kept in idle.values.flatMap(\.self) { await kept.connection.close() }
    idle.removeAll()
  }
}
