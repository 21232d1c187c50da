package import Postgres
import Records
package import Vocabulary

/// A landing key (取数密钥) as lists show it: the key itself is known to nobody any more.
package struct LandingKeyRow: PostgresRow {
  package let id: Int64, name: String, by: String, madeAt: Instant, endsAt: Instant, endedAt: Instant?, usedAt: Instant?

  package init(from row: inout RowReader) throws {
    id = try row.next()
    name = try row.next()
    by = try row.next()
    (madeAt, endsAt) = (try Instant(row.next()), try Instant(row.next()))
    endedAt = try (row.next() as Timestamp?).map { Instant($0) }
    usedAt = try (row.next() as Timestamp?).map { Instant($0) }
  }
}
