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
package final class TableQueries: Sendable {
  /// Opens a provider's database; the address is vetted there. Handed in by the server's composition.
  package typealias Open = @Sendable (GatewaySource) async throws -> Connection

  private let open: Open
  private let rows: Int
  private let sources = Mutex<[Int64: TableSource]>([:])
  private let logger: Logger

  init(open: @escaping Open, rows: Int, logger: Logger) {
    self.open = open
    self.rows = rows
    self.logger = logger
  }

  func answer(_ place: TablePlace, _ source: GatewaySource, items: [String], parameters: [CallParameter], after: String?) async -> TableAnswer {
    do {
      let form = TableQuery.Form(items: items, names: parameters.map(\.name), goesOn: after != nil, rows: rows)
      let (page, query) = try await at(source).rows(place, form, parameters, after: after)
      var body = ByteBufferAllocator().buffer(capacity: page.count * 64 + 32)
      body.writeString("{\"rows\":[")
      for (n, row) in page.prefix(rows).enumerated() {
        if n > 0 { body.writeString(",") }
        body.writeString(row.json)
      }
      body.writeString("],\"next\":")
      if page.count > rows, !query.key.isEmpty { body.writeString("\"\(TableQuery.next(after: page[rows - 1].key))\"}") } else { body.writeString("null}") }
      return .rows(body, Int64(min(page.count, rows)))
    } catch {
      return .problem(problem(error, source))
    }
  }

  /// A source that was registered anew is asked anew; calls under way end with what they began.
  private func at(_ source: GatewaySource) -> TableSource {
    let (found, old) = sources.withLock { held -> (TableSource, TableSource?) in
      let old = held[source.id]
      if let old, old.source == source { return (old, nil) }
      let new = TableSource(source) { [open] in try await open(source) }
      held[source.id] = new
      return (new, old)
    }
    if let old { Task { await old.close() } }
    return found
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

  func close() async {
    for source in sources.withLock({ Array($0.values) }) { await source.close() }
  }
}
