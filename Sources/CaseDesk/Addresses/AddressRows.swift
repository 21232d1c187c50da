package import Postgres
import Records
package import Vocabulary

/// A pool with how much of it is free.
package struct PoolRow: PostgresRow {
  package let id: Int64, range: String, source: String, document: String, assignedOn: Day
  /// Of all its addresses, in millionths.
  package let freeMillionths: Int64
  package let held: Int64
  package init(from row: inout RowReader) throws {
    id = try row.next()
    range = try row.next()
    source = try row.next()
    document = try row.next()
    assignedOn = try Day(row.next())
    freeMillionths = try row.next()
    held = try row.next()
  }
}

/// A range of a unit's access.
package struct AllotmentRow: PostgresRow {
  package let id: Int64, pool: Int64, range: String, unit: String, access: Int64, purpose: String, state: String, madeAt: Instant, endedAt: Instant?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    pool = try row.next()
    range = try row.next()
    unit = try row.next()
    access = try row.next()
    purpose = try row.next()
    state = try row.next()
    madeAt = try Instant(row.next())
    endedAt = try (row.next() as Timestamp?).map { Instant($0) }
  }

  package var stateLabel: String { ["reserved": "预留", "allotted": "已分配", "reclaimed": "已回收", "cancelled": "已取消"][state] ?? state }
}
