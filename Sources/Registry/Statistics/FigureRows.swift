package import Postgres
import Records
package import Vocabulary

/// One row behind a figure, as a list shows it.
package struct FigureRow: PostgresRow {
  /// nil: a call whose code was unknown.
  package let department: String?
  /// The case; nil for a call, a record of a ledger.
  package let caseID: Int64?
  package let number: String, title: String?, at: Instant, key: String
  /// A state, a refusal's code, a cause.
  package let note: String?
  /// Of a clock: the day from which and the day on which it ended.
  package let from: Day?, to: Day?
  package let amount: Int64, bytes: Int64
  package init(from row: inout RowReader) throws {
    department = try row.next()
    caseID = try row.next()
    number = try row.next()
    title = try row.next()
    at = try Instant(row.next())
    key = try row.next()
    note = try row.next()
    from = try (row.next() as CivilDate?).map { Day($0) }
    to = try (row.next() as CivilDate?).map { Day($0) }
    amount = try row.next()
    bytes = try row.next()
  }

  package var position: FigurePosition { FigurePosition(at: at, key: key) }
}

/// Rows of one slot, department and pair of days, added up.
struct TallyRow: PostgresRow {
  let slot: String, department: String?, from: Day?, to: Day?, count: Int64, amount: Int64, bytes: Int64
  init(from row: inout RowReader) throws {
    slot = try row.next()
    department = try row.next()
    from = try (row.next() as CivilDate?).map { Day($0) }
    to = try (row.next() as CivilDate?).map { Day($0) }
    count = try row.next()
    amount = try row.next()
    bytes = try row.next()
  }
}

/// The keys of the rows of one slot and department, in the order of the list.
struct KeysRow: PostgresRow {
  let slot: String, department: String?, keys: [String]
  init(from row: inout RowReader) throws {
    slot = try row.next()
    department = try row.next()
    keys = try row.next()
  }
}

/// Where a page of a figure's list ends: `1790000000000000~18`.
package struct FigurePosition: Sendable, Hashable, CustomStringConvertible {
  package let at: Instant, key: String

  init(at: Instant, key: String) { (self.at, self.key) = (at, key) }

  /// Reads what an earlier page gave; anything else is nil.
  package init?(_ text: String) {
    let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let at = Int64(parts[0]), parts[1].count <= 200 else { return nil }
    self.init(at: Instant(microseconds: at), key: String(parts[1]))
  }

  package var description: String { "\(at.microseconds)~\(key)" }
}
