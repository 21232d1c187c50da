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
  package let fields: JSONObject

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
  }
}
