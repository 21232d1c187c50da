package import JSONText
package import Postgres
import Records
package import Vocabulary

/// One version of a paper of a case, without its body (EX §5: never overwritten).
package struct PaperVersion: PostgresRow {
  package let paper: PaperRow
  /// Who laid it there, and when.
  package let putBy: String, putAt: Instant
  package init(from row: inout RowReader) throws {
    paper = try PaperRow(from: &row)
    putBy = try row.next()
    putAt = try Instant(row.next())
  }
}

/// One version with its bytes.
package struct StoredPaper: PostgresRow {
  package let paper: PaperRow, body: [UInt8]
  package init(from row: inout RowReader) throws {
    paper = try PaperRow(from: &row)
    body = try row.next()
  }
}

/// The names that the application form shows beside its fields.
package struct FormNames: PostgresRow {
  package let department: String, code: String, title: String, kind: String, items: JSON, provider: String
  package init(from row: inout RowReader) throws {
    department = try row.next()
    code = try row.next()
    title = try row.next()
    kind = try row.next()
    items = try JSON.parse((row.next() as JSONBytes).text)
    provider = try row.next()
  }
}
