package import Postgres
import Records
package import Vocabulary

struct CredentialRow: PostgresRow {
  let id: Int64, state: String, password: String?, failures: Int32, isLocked: Bool, activation: [UInt8]?, isLapsed: Bool
  init(from row: inout RowReader) throws {
    id = try row.next()
    state = try row.next()
    password = try row.next()
    failures = try row.next()
    isLocked = try row.next()
    activation = try row.next()
    isLapsed = try row.next()
  }
}

/// An account under its row's lock.
struct LockedAccount: PostgresRow {
  let login: String, department: String, state: String, administrator: String?
  init(from row: inout RowReader) throws {
    login = try row.next()
    department = try row.next()
    state = try row.next()
    administrator = try row.next()
  }
}

struct PersonRow: PostgresRow {
  let person: Person
  init(from row: inout RowReader) throws {
    person = Person(
      id: try row.next(), login: try row.next(), name: try row.next(), department: try row.next(), departmentName: try row.next(),
      isBureau: try row.next(), roles: Set(try row.next() as [String]), administrator: try row.next())
  }
}

/// One line of the filing list of accounts (EX-17a).
package struct AccountLine: PostgresRow {
  package let id: Int64, login: String, name: String, department: String, state: String, roles: [String], administrator: String?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    login = try row.next()
    name = try row.next()
    department = try row.next()
    state = try row.next()
    roles = try row.next()
    administrator = try row.next()
  }
}

package struct DepartmentRow: PostgresRow {
  package let code: String, name: String, kind: String, provides: Bool, uses: Bool
  /// Who follows it after a merger, from which day, by which document.
  package let successor: String?, succeededOn: Day?, document: String?
  package init(from row: inout RowReader) throws {
    code = try row.next()
    name = try row.next()
    kind = try row.next()
    provides = try row.next()
    uses = try row.next()
    successor = try row.next()
    succeededOn = try (row.next() as CivilDate?).map { Day($0) }
    document = try row.next()
  }
}
