import Measures
package import Postgres
import Records
package import Vocabulary
package import Workflow

/// A clock with its case, as the bureau's supervision list shows it (督办, EX-4b).
package struct RunningClock: PostgresRow {
  package let id: Int64, caseID: Int64, number: String, procedureCode: String, state: String, department: String, counterpart: String?
  package let code: String, source: String, isStatutory: Bool, holder: String, holderDepartment: String?
  package let startedAt: Instant, startDay: Day, dueAt: Instant, dueDay: Day, isProvisional: Bool, endedAt: Instant?
  /// How many times the bureau has urged.
  package let urged: Int64
  /// 0: nothing yet; 1: told that the last day has begun; 2: told that the time is over.
  let reminded: Int32

  package init(from row: inout RowReader) throws {
    id = try row.next()
    caseID = try row.next()
    number = try row.next()
    procedureCode = try row.next()
    state = try row.next()
    department = try row.next()
    counterpart = try row.next()
    code = try row.next()
    source = try row.next()
    isStatutory = try row.next()
    holder = try row.next()
    holderDepartment = try row.next()
    startedAt = try Instant(row.next())
    startDay = try Day(row.next())
    dueAt = try Instant(row.next())
    dueDay = try Day(row.next())
    isProvisional = try row.next()
    endedAt = try (row.next() as Timestamp?).map { Instant($0) }
    reminded = try row.next()
    urged = try row.next()
    isSilent = try row.next()
  }

  package var procedure: Procedure? { Measure.procedure(procedureCode) }
  /// 超期: only a length of the measure can be overrun; a target of ours reminds (EX, reading marks).
  /// A request for more time that is undecided keeps the lapse silent (EX-6c).
  package func isLate(at now: Instant) -> Bool { isStatutory && now >= dueAt && !isSilent }
  private let isSilent: Bool
  /// The sub-permission of whoever must act.
  var holderRole: String? { procedure?.seats.first { $0.party.code == holder }?.role }
  var title: String { "\(procedure?.title ?? procedureCode) \(number)" }
}

/// A refusal that speaks of paper without leaning on it (EX-5.3b).
package struct PaperTalk: PostgresRow {
  package let caseID: Int64, number: String, at: Instant, reason: String, basis: String
  package init(from row: inout RowReader) throws {
    caseID = try row.next()
    number = try row.next()
    at = try Instant(row.next())
    reason = try row.next()
    basis = try row.next()
  }
}
