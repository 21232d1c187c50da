package import JSONText
package import Postgres
import Records
package import Vocabulary

/// 目录导入: a sheet that was sent, and how far it got.
package struct ImportRow: PostgresRow {
  package let id: Int64, department: String, file: String, kind: String, rows: Int32, faults: JSON, madeAt: Instant, confirmedAt: Instant?
  package let undoneAt: Instant?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    department = try row.next()
    file = try row.next()
    kind = try row.next()
    rows = try row.next()
    faults = try JSON.parse((row.next() as JSONBytes).text, limits: ImportRow.limits)
    madeAt = try Instant(row.next())
    confirmedAt = try (row.next() as Timestamp?).map { Instant($0) }
    undoneAt = try (row.next() as Timestamp?).map { Instant($0) }
  }
  /// A sheet of nothing but faults is larger than a request's body.
  static let limits = JSONLimits(bytes: 64 << 20, depth: 8)
}

/// One catalogue of an import.
package struct ImportLineRow: PostgresRow {
  package let n: Int32, code: String, title: String, firstRow: Int32, outcome: String, faults: JSON, caseID: Int64?, version: Int32?
  package init(from row: inout RowReader) throws {
    n = try row.next()
    code = try row.next()
    title = try row.next()
    firstRow = try row.next()
    outcome = try row.next()
    faults = try JSON.parse((row.next() as JSONBytes).text, limits: ImportRow.limits)
    caseID = try row.next()
    version = try row.next()
  }
}

/// How many catalogues of an import came out one way, and how many faults they have.
package struct OutcomeCount: PostgresRow {
  package let outcome: String, catalogues: Int64, faults: Int64
  package init(from row: inout RowReader) throws {
    outcome = try row.next()
    catalogues = try row.next()
    faults = try row.next()
  }
}

/// A form that is to become a draft.
struct ImportFormRow: PostgresRow {
  let n: Int32, code: String, fields: JSONObject
  init(from row: inout RowReader) throws {
    n = try row.next()
    code = try row.next()
    fields = try JSON.parse((row.next() as JSONBytes).text).object ?? JSONObject()
  }
}

/// A draft that a confirmation opened or filled, as it was left and as it stands now.
struct ImportedDraft: PostgresRow {
  let n: Int32, code: String, caseID: Int64, outcome: String, version: Int32, before: JSONObject?, state: String, versionNow: Int32
  let fields: JSONObject
  init(from row: inout RowReader) throws {
    n = try row.next()
    code = try row.next()
    caseID = try row.next()
    outcome = try row.next()
    version = try row.next()
    before = try (row.next() as JSONBytes?).flatMap { try JSON.parse($0.text).object }
    state = try row.next()
    versionNow = try row.next()
    fields = try JSON.parse((row.next() as JSONBytes).text).object ?? JSONObject()
  }
}

/// A catalogue that bears a code already.
struct CodeBearer: PostgresRow {
  let code: String, id: Int64, state: String, department: String, fields: JSONObject
  init(from row: inout RowReader) throws {
    code = try row.next()
    id = try row.next()
    state = try row.next()
    department = try row.next()
    fields = try JSON.parse((row.next() as JSONBytes).text).object ?? JSONObject()
  }
}
