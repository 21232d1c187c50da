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

/// A few connections to each source, shared by its calls; who finds none free waits for the next.
actor KeptConnections {
  private static let most = 8

  private struct Room {
    var idle: [TableConnection] = [], open = 0
    var waiting: [CheckedContinuation<TableConnection?, Never>] = []
  }
  private var rooms: [GatewaySource: Room] = [:]
  private var isClosed = false

  func take(_ source: GatewaySource, _ make: @Sendable () async throws -> TableConnection) async throws -> TableConnection {
    while let kept = rooms[source]?.idle.popLast() {
      if await kept.connection.isUsable { return kept }
      await kept.connection.close()
      rooms[source]?.open -= 1
    }
    if rooms[source, default: Room()].open >= Self.most {
      // Nil hands over the place of a connection that has ended.
      if let handed = await withCheckedContinuation({ rooms[source]?.waiting.append($0) }) { return handed }
    } else {
      rooms[source]?.open += 1
      if rooms[source] == nil { rooms[source] = Room(open: 1) }
    }
    do {
      return try await make()
    } catch {
      leave(source)
      throw error
    }
  }

  func put(_ kept: TableConnection, _ source: GatewaySource) async {
    if isClosed {
      leave(source)
      return await kept.connection.close()
    }
    if rooms[source]?.waiting.isEmpty == false { rooms[source]?.waiting.removeFirst().resume(returning: kept) } else { rooms[source]?.idle.append(kept) }
  }

  /// A connection that was taken has ended.
  func leave(_ source: GatewaySource) {
    if rooms[source]?.waiting.isEmpty == false { rooms[source]?.waiting.removeFirst().resume(returning: nil) } else { rooms[source]?.open -= 1 }
  }

  func close() async {
    isClosed = true
    let idle = rooms.values.flatMap(\.idle)
    for source in rooms.keys {
      rooms[source]?.open -= rooms[source]?.idle.count ?? 0
      rooms[source]?.idle = []
    }
    for kept in idle { await kept.connection.close() }
  }
}
