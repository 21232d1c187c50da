package import JSONText
package import Postgres
import Records
package import Vocabulary

/// A case as it lies in `case_file`.
package struct CaseRow: PostgresRow {
  package let id: Int64
  package let number: String
  package let procedure: String
  package let revision: Int32
  package let state: String
  /// Whose case it is.
  package let department: String
  /// The other department: the provider of an application, of a grant.
  package let counterpart: String?
  package let parent: Int64?
  package let openedBy: Int64
  package let openedAt: Instant
  package let changedAt: Instant
  package let version: Int32
  package let agreed: [String]
  package private(set) var fields: JSONObject
  /// Further departments: whom a bulletin names, the third side of a dispute.
  package let addressees: [String]
  /// The case whose effect opened this one.
  package let origin: Int64?
  /// Its department is one of another level: the bureau does its acts (EX §7.24).
  package let isExternal: Bool
  /// What the case above is about: the data for which an application asks.
  package let parentTitle: String?

  /// The same case with the form as an act would amend it.
  func with(_ fields: JSONObject) -> CaseRow {
    var copy = self
    copy.fields = fields
    return copy
  }

  package init(from row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    procedure = try row.next()
    revision = try row.next()
    state = try row.next()
    department = try row.next()
    counterpart = try row.next()
    parent = try row.next()
    openedBy = try row.next()
    openedAt = try Instant(row.next())
    changedAt = try Instant(row.next())
    version = try row.next()
    agreed = try row.next()
    fields = try JSON.parse((row.next() as JSONBytes).text).object ?? JSONObject()
    addressees = try row.next()
    origin = try row.next()
    isExternal = try row.next()
    parentTitle = try row.next()
  }
}
