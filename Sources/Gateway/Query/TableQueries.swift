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
        try await connection.script("set statement_timeout = '10s'; set default_transaction_read_only = on; set idle_in_transaction_session_timeout = '30s'")
        return TableConnection(connection)
      }
      do {
        let answer = try await ask(connection, place, items, parameters, after)
        await kept.put(connection, source)
        return answer
      } catch {
        // Whether the link still stands is seen at its next use.
        await connection.connection.close()
        await kept.leave(source)
        throw error
      }
    } catch {
      return .problem(problem(error, source))
    }
  }

  private func ask(_ connection: TableConnection, _ place: TablePlace, _ items: [String], _ parameters: [CallParameter], _ after: String?) async throws
    -> TableAnswer
  {
    var (page, key): ([TableRow], [TableColumn])
    do {
      (page, key) = try await rows(connection, place, items, parameters, after)
    } catch let error as PostgresError where connection.knew(place) && TableConnection.isOfColumns(error) {
      // The table has changed since its columns were read.
      connection.forget(place)
      (page, key) = try await rows(connection, place, items, parameters, after)
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

  private func rows(_ connection: TableConnection, _ place: TablePlace, _ items: [String], _ parameters: [CallParameter], _ after: String?) async throws
    -> ([TableRow], [TableColumn])
  {
    let columns = try await connection.columns(of: place)
    let query = try TableQuery(place, columns, items: items, parameters: parameters, after: after, rows: rows)
    return (try await connection.connection.all(Statement<TableRow, [String]>("table.\(query.sql.hashValue)", query.sql), query.values), query.key)
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

