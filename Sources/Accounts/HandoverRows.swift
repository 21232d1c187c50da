package import JSONText
package import Postgres
import Records
package import Vocabulary

/// A filed handover (交接记录, EX-11.5).
package struct HandoverLine: PostgresRow {
  package let id: Int64, department: String, from: Int64, fromLogin: String, to: Int64, toLogin: String, note: String, items: JSON
  package let codes: [String], codesEndAt: Instant?, filedBy: String, filedAt: Instant
  package init(from row: inout RowReader) throws {
    id = try row.next()
    department = try row.next()
    from = try row.next()
    fromLogin = try row.next()
    to = try row.next()
    toLogin = try row.next()
    note = try row.next()
    items = try JSON.parse((row.next() as JSONBytes).text)
    codes = try row.next()
    codesEndAt = try (row.next() as Timestamp?).map { Instant($0) }
    filedBy = try row.next()
    filedAt = try Instant(row.next())
  }
}

/// One line of the filing list (备案清单, EX-17a): an account from its opening to its end.
package struct FiledAccount: PostgresRow {
  package let id: Int64, login: String, name: String, department: String, departmentName: String, state: String, roles: [String]
  package let administrator: String?, openedBy: String?, openedAt: Instant, filedAt: Instant, closedAt: Instant?, successor: String?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    login = try row.next()
    name = try row.next()
    department = try row.next()
    departmentName = try row.next()
    state = try row.next()
    roles = try row.next()
    administrator = try row.next()
    openedBy = try row.next()
    openedAt = try Instant(row.next())
    filedAt = try Instant(row.next())
    closedAt = try (row.next() as Timestamp?).map { Instant($0) }
    successor = try row.next()
  }
}
