package import JSONText
package import Postgres
import Records
package import Vocabulary

/// One version of a record of a ledger.
package struct LedgerRow: PostgresRow {
  package let id: Int64, ledger: String, department: String, version: Int32, fields: JSON, day: Day, isRetracted: Bool, reason: String?
  package let openedAt: Instant, writtenAt: Instant, writtenBy: Int64, writer: String
  package init(from row: inout RowReader) throws {
    id = try row.next()
    ledger = try row.next()
    department = try row.next()
    version = try row.next()
    fields = try JSON.parse((row.next() as JSONBytes).text)
    day = try Day(row.next())
    isRetracted = try row.next()
    reason = try row.next()
    openedAt = try Instant(row.next())
    writtenAt = try Instant(row.next())
    writtenBy = try row.next()
    writer = try row.next()
  }
}

/// How many records of a department count in a period.
package struct LedgerCount: PostgresRow {
  package let department: String, name: String, count: Int64
  package init(from row: inout RowReader) throws {
    department = try row.next()
    name = try row.next()
    count = try row.next()
  }
}
