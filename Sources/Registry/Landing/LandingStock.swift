import JSONText
package import Postgres
import Records
package import Vocabulary

/// What one grant has in the landing area: counts and sizes, never rows (EX-8.1).
package struct LandingStock: PostgresRow {
  package let grant: Int64, number: String, state: String, code: String, title: String, kind: String, provider: String
  package let expiresAt: Instant
  /// Of the newest receipt; nil before the first delivery.
  package let version: Int64?, landedAt: Instant?, rows: Int64?, bytes: Int64?

  package init(from row: inout RowReader) throws {
    (grant, number, state) = (try row.next(), try row.next(), try row.next())
    (code, title, kind, provider) = (try row.next(), try row.next(), try row.next(), try row.next())
    expiresAt = try Instant(row.next())
    version = try row.next()
    landedAt = try (row.next() as Timestamp?).map { Instant($0) }
    (rows, bytes) = (try row.next(), try row.next())
  }
}

enum LandingStockStatements {
  static let stock = Statement<LandingStock, String>(
    "landing.stock",
    """
    select d.access_grant, f.number, d.grant_state, d.code, d.title, d.kind, d.provider, d.expires_at, p.version, p.landed_at, p.rows, p.bytes
    from delivery_due d
    join case_file f on f.id = d.access_grant
    left join lateral (
      select version, landed_at, rows, bytes from delivery_receipt where access_grant = d.access_grant order by version desc limit 1) p on true
    where d.department = $1
    order by d.access_grant
    """)

  static let all: [AnyStatement] = [stock.any]
}
