package import JSONText
package import Postgres
import Records
package import Vocabulary

/// One line of a case's history.
package struct ActRow: PostgresRow {
  package let seq: Int32, step: String, party: String, account: Int64?, name: String?, at: Instant, from: String, to: String, input: JSON
  package init(from row: inout RowReader) throws {
    seq = try row.next()
    step = try row.next()
    party = try row.next()
    account = try row.next()
    name = try row.next()
    at = try Instant(row.next())
    from = try row.next()
    to = try row.next()
    input = try JSON.parse((row.next() as JSONBytes).text)
  }
}

/// An attachment without its body.
package struct PaperRow: PostgresRow {
  package let name: String, version: Int32, file: String, mediaType: String, size: Int32, sha256: [UInt8]
  package init(from row: inout RowReader) throws {
    name = try row.next()
    version = try row.next()
    file = try row.next()
    mediaType = try row.next()
    size = try row.next()
    sha256 = try row.next()
  }
}

/// A running or ended clock of a case.
package struct ClockRow: PostgresRow {
  package let id: Int64, caseID: Int64, code: String, startedAt: Instant, startDay: Day, length: Int32, unit: String, source: String
  package let isStatutory: Bool, holder: String, dueAt: Instant, dueDay: Day, isProvisional: Bool, endedAt: Instant?, outcome: String?
  package let daysLate: Int32?
  /// nil: the bureau holds it.
  package let holderDepartment: String?
  /// Working days by which reviews moved the due date (EX-6b).
  package let shifted: Int32
  /// A request for more time is undecided: a lapse is not yet called late (EX-6c).
  package let isSilent: Bool
  package init(from row: inout RowReader) throws {
    id = try row.next()
    caseID = try row.next()
    code = try row.next()
    startedAt = try Instant(row.next())
    startDay = try Day(row.next())
    length = try row.next()
    unit = try row.next()
    source = try row.next()
    isStatutory = try row.next()
    holder = try row.next()
    dueAt = try Instant(row.next())
    dueDay = try Day(row.next())
    isProvisional = try row.next()
    endedAt = try (row.next() as Timestamp?).map { Instant($0) }
    outcome = try row.next()
    daysLate = try row.next()
    holderDepartment = try row.next()
    shifted = try row.next()
    isSilent = try row.next()
  }

  /// The due date by the calendar, from the day it started, with its length and shifts.
  func due(_ calendar: WorkCalendar, length: Span? = nil, shifted: Int? = nil) -> DueDate {
    let unit = Span.Unit(rawValue: unit) ?? .workingDay
    // What an act named no holiday notice moves.
    if unit == .named { return DueDate(day: dueDay, at: dueAt, isProvisional: false) }
    return calendar.shifted(calendar.due(length ?? Span(Int(self.length), unit), from: startedAt), by: shifted ?? Int(self.shifted))
  }
}

/// A length in force for a clock (EX §7.23).
struct ClockRuleRow: PostgresRow {
  let length: Int32, unit: String, source: String
  init(from row: inout RowReader) throws {
    length = try row.next()
    unit = try row.next()
    source = try row.next()
  }
}

struct CalendarRow: PostgresRow {
  let day: Day, kind: String, source: String
  init(from row: inout RowReader) throws {
    day = try Day(row.next())
    kind = try row.next()
    source = try row.next()
  }
}
