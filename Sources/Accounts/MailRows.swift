package import Postgres
import Records
package import Vocabulary

/// Where a person wants notices by mail, and which topics not.
package struct MailWish: PostgresRow {
  package let address: String?, without: [String]
  package init(from row: inout RowReader) throws {
    address = try row.next()
    without = try row.next()
  }
}

/// A notice with one person whom it is for; account 0 where there is nobody.
struct PostedNotice: PostgresRow {
  let notice: Int64, kind: String, account: Int64, without: [String]
  init(from row: inout RowReader) throws {
    notice = try row.next()
    kind = try row.next()
    account = try row.next()
    without = try row.next()
  }
}

/// What a letter about a notice is made of.
package struct NoticeLetter: PostgresRow {
  package let address: String, name: String, kind: String, text: String, at: Instant
  /// Of the case that it is about.
  package let procedure: String?, caseID: Int64?
  package init(from row: inout RowReader) throws {
    address = try row.next()
    name = try row.next()
    kind = try row.next()
    text = try row.next()
    at = try Instant(row.next())
    procedure = try row.next()
    caseID = try row.next()
  }

  package var topic: NoticeTopic { NoticeTopic(kind: kind) }
}
