import Postgres
import Sharing

/// One provider's database as table interfaces ask it: its connections, what has been read of its tables, and the look-ups that wait.
///
/// A call that names the whole key of a table finds one row at most. Such calls go together, as many as wait, in one trip to the database
/// and back; any other query has a connection to itself.
actor TableSource {
  /// Batches of look-ups under way, and how many calls go in one.
  private static let lines = 2, batch = 32
  /// Nanoseconds for which a table's columns are taken to be as they were read.
  private static let lasts: Int64 = 10_000_000_000
  /// Forms of query kept of one table; callers choose their items, so there is no end to them.
  private static let forms = 200

  private struct Table {
    var columns: [TableColumn], at: Int64
    var queries: [TableQuery.Form: TableQuery] = [:]
  }
  private struct LookUp {
    let query: TableQuery, values: [String]
    let done: CheckedContinuation<[TableRow], any Error>
  }

  nonisolated let source: GatewaySource
  private let open: @Sendable () async throws -> Connection
  private var connections = TableConnections()
  private var tables: [TablePlace: Table] = [:]
  private var asked: [LookUp] = []
  private var underWay = 0

  init(_ source: GatewaySource, open: @escaping @Sendable () async throws -> Connection) {
    self.source = source
    self.open = open
  }

  /// The rows of one call, one more than a page holds where there are more.
  func rows(_ place: TablePlace, _ form: TableQuery.Form, _ parameters: [CallParameter], after: String?) async throws -> (rows: [TableRow], query: TableQuery) {
    let knew = tables[place] != nil
    do {
      let query = try await query(place, form)
      return (try await run(query, try query.values(parameters, after: after)), query)
    } catch where knew && TableConnection.isOfColumns(error) {
      // The table has changed since its columns were read.
      tables[place] = nil
      let query = try await query(place, form)
      return (try await run(query, try query.values(parameters, after: after)), query)
    }
  }

  func close() async {
    for kept in connections.close() { await kept.connection.close() }
  }

  private func query(_ place: TablePlace, _ form: TableQuery.Form) async throws -> TableQuery {
    let now = MachineClock.now()
    if let table = tables[place], now - table.at < Self.lasts {
      if let query = table.queries[form] { return query }
    } else {
      // Who comes meanwhile goes by what is known.
      tables[place]?.at = now
      let columns = try await with(TableStatements.columns.name) { try await $0.all(TableStatements.columns, place.schema, place.table) }
      if tables[place]?.columns != columns { tables[place] = Table(columns: columns, at: now) }
    }
    guard let table = tables[place] else { return try await query(place, form) }
    let query = try table.queries[form] ?? TableQuery(place, table.columns, form)
    if table.queries.count >= Self.forms { tables[place]?.queries = [:] }
    tables[place]?.queries[form] = query
    return query
  }

  private func run(_ query: TableQuery, _ values: [String]) async throws -> [TableRow] {
    guard query.isLookUp else { return try await with(query.statement.name) { try await $0.all(query.statement, values) } }
    return try await withCheckedThrowingContinuation { done in
      asked.append(LookUp(query: query, values: values, done: done))
      send()
    }
  }

  private func send() {
    while underWay < Self.lines, let first = asked.first {
      var together: [LookUp] = [], others: [LookUp] = []
      for one in asked { if together.count < Self.batch, one.query.sql == first.query.sql { together.append(one) } else { others.append(one) } }
      asked = others
      underWay += 1
      Task { [together] in await look(together) }
    }
  }

  private func look(_ together: [LookUp]) async {
    do {
      let (statement, values) = (together[0].query.statement, together.map(\.values))
      let found = try await with(statement.name) { try await $0.pipeline(statement, values) }
      for (one, rows) in zip(together, found) { one.done.resume(returning: rows) }
    } catch {
      // What fails for one fails the trip of all: each goes by itself.
      await withDiscardingTaskGroup { group in
        for one in together {
          group.addTask {
            do {
              one.done.resume(returning: try await self.with(one.query.statement.name) { try await $0.all(one.query.statement, one.values) })
            } catch {
              one.done.resume(throwing: error)
            }
          }
        }
      }
    }
    underWay -= 1
    send()
  }

  /// Lends a connection for one statement. One that failed is closed; a kept one whose link had gone meanwhile is replaced by a new one.
  private func with<Output: Sendable>(_ statement: String, _ body: @Sendable (Connection) async throws -> Output) async throws -> Output {
    while true {
      let (kept, isNew) = try await take()
      do {
        let output = try await body(kept.connection)
        // Forms that nobody asks for any more stay prepared on a connection: it is not kept for ever.
        if kept.prepares(statement) > 2 * Self.forms {
          connections.leave()
          await kept.connection.close()
        } else if !connections.put(kept) {
          await kept.connection.close()
        }
        return output
      } catch {
        connections.leave()
        await kept.connection.close()
        guard !isNew, (error as? PostgresError)?.kind == .connection else { throw error }
      }
    }
  }

  private func take() async throws -> (TableConnection, isNew: Bool) {
    switch connections.find() {
    case .kept(let kept): return (kept, false)
    case .none:
      // Nil hands over the place of a connection that has ended.
      if let handed = await withCheckedContinuation({ connections.wait($0) }) { return (handed, false) }
    case .free: break
    }
    do {
      let connection = try await open()
      try await connection.script("set statement_timeout = '10s'; set default_transaction_read_only = on; set idle_in_transaction_session_timeout = '30s'")
      return (TableConnection(connection), true)
    } catch {
      connections.leave()
      throw error
    }
  }
}
