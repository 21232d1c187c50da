import Logging
import NIOCore
package import Postgres
import Sharing
import Synchronization
import Vocabulary

/// What a table gave, or why it gave nothing.
enum TableAnswer: Sendable {
  case rows(ByteBuffer, Int64)
  case problem(Problem)
}

/// Asks providers' tables: read-only, with deadlines, over connections that are kept per source.
package struct TableQueries: Sendable {
  /// Opens a provider's database; the address is vetted there. Handed in by the server's composition.
  package typealias Open = @Sendable (GatewaySource) async throws -> Connection

  private let open: Open
  private let rows: Int
  private let kept: KeptConnections
  private let logger: Logger

  init(open: @escaping Open, rows: Int, logger: Logger) {
    self.open = open
    self.rows = rows
    self.logger = logger
    kept = KeptConnections()
  }

  func answer(_ place: TablePlace, _ source: GatewaySource, items: [String], parameters: [CallParameter], after: String?) async -> TableAnswer {
    do {
      let connection = try await kept.take(source) { [open] in
        let connection = try await open(source)
        try await connection.script("set statement_timeout = '10s'; set idle_in_transaction_session_timeout = '30s'")
        return connection
      }
      do {
        let answer = try await ask(connection, place, items, parameters, after)
        await kept.put(connection, source)
        return answer
      } catch {
        // The transaction is rolled back; whether the link still stands is seen at its next use.
        await connection.close()
        throw error
      }
    } catch {
      return .problem(problem(error, source))
    }
  }

  private func ask(_ connection: Connection, _ place: TablePlace, _ items: [String], _ parameters: [CallParameter], _ after: String?) async throws
    -> TableAnswer
  {
    let (page, key) = try await connection.transaction(readOnly: true) { tx in
      let columns = try await tx.all(TableStatements.columns, place.schema, place.table)
      let query = try TableQuery(place, columns, items: items, parameters: parameters, after: after, rows: rows)
      let statement = Statement<TableRow, [String]>("table.\(query.sql.hashValue)", query.sql)
      return (try await tx.all(statement, query.values), query.key)
    }
    var body = ByteBufferAllocator().buffer(capacity: page.count * 64 + 32)
    body.writeString("{\"rows\":[")
    for (n, row) in page.prefix(rows).enumerated() {
      if n > 0 { body.writeString(",") }
      body.writeString(row.json)
    }
    body.writeString("],\"next\":")
    if page.count > rows, !key.isEmpty { body.writeString("\"\(TableQuery.next(after: page[rows - 1].key))\"}") } else { body.writeString("null}") }
    return .rows(body, Int64(min(page.count, rows)))
  }

  private func problem(_ error: any Error, _ source: GatewaySource) -> Problem {
    switch error {
    case TableQuery.Flaw.badPage: return Problem(422, "query.after", "参数 after 不是上一页给出的值", .consumer)
    case TableQuery.Flaw.noColumn(let name): return Problem(502, "upstream.column", "提供部门的表中没有已声明的数据项 \(name)", .provider)
    case let error as PostgresError:
      logger.notice("table not read", metadata: ["source": "\(source.name)", "error": "\(error)"])
      if error.sqlstate?.hasPrefix("22") == true { return Problem(422, "query.value", "参数的取值不符合数据项的类型", .consumer) }
      return error.kind == .timeout ? .slow : error.kind == .connection ? .unreachable : .broken
    default:
      logger.notice("table not reached", metadata: ["source": "\(source.name)", "error": "\(error)"])
      return .unreachable
    }
  }

  func close() async { await kept.close() }
}

/// A few idle connections to each source.
private actor KeptConnections {
  private var idle: [GatewaySource: [Connection]] = [:]
  private var isClosed = false

  func take(_ source: GatewaySource, _ make: @Sendable () async throws -> Connection) async throws -> Connection {
    while let connection = idle[source]?.popLast() {
      if await connection.isUsable { return connection }
      await connection.close()
    }
    return try await make()
  }

  func put(_ connection: Connection, _ source: GatewaySource) async {
    guard !isClosed, idle[source, default: []].count < 4 else { return await connection.close() }
    idle[source, default: []].append(connection)
  }

  func close() async {
    isClosed = true
    for connection in idle.values.flatMap(\.self) { await connection.close() }
    idle.removeAll()
  }
}
