package import Accounts
import Measures
import Postgres
import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// What stands in one of a person's boxes, of every procedure of every measure (待办): in the to-do list what is urgent first and then the oldest, of what is
  /// due the soonest, else the newest.
  package func inbox(_ box: CaseFilter.Box, for person: Person, limit: Int) async throws -> [CaseRow] {
    guard person.administrator == nil || person.overseesAll else { return [] }
    let own = person.administrator == nil ? person.department : nil
    let shown = pairs { $0.shown.map(\.code) }
    return try await records.read { tx, now in
      switch box {
      case .todo:
        func waits(_ side: Seat.Side) -> (procedures: [String], states: [String]) {
          guard person.administrator == nil, side != .bureau || person.isBureau else { return ([], []) }
          return pairs { procedure in procedure.seats.filter { $0.side == side && person.holds($0.role) }.flatMap { procedure.waiting(on: $0.party).map(\.code) } }
        }
        let (owner, other, bureau, addressee) = (waits(.owner), waits(.counterpart), waits(.bureau), waits(.addressee))
        return try await tx.all(
          InboxStatements.todo, person.department, owner.procedures, owner.states, other.procedures, other.states, bureau.procedures, bureau.states, addressee.procedures,
          addressee.states, limit)
      case .mine: return try await tx.all(InboxStatements.mine, person.id, limit)
      case .department: return try await tx.all(InboxStatements.department, person.department, limit)
      case .due:
        let near = try await clocks.calendar(tx).due(.workingDays(2), from: now).day
        return try await tx.all(InboxStatements.due, own, person.overseesAll, shown.procedures, shown.states, now.stamp, near.date, limit)
      case .late:
        return try await tx.all(InboxStatements.late, own, person.overseesAll, shown.procedures, shown.states, now.stamp, Day(of: now).date, limit)
      }
    }
  }

  /// Procedures and states side by side, no pair twice.
  private func pairs(_ states: (Procedure) -> [String]) -> (procedures: [String], states: [String]) {
    let all = Measure.procedures.flatMap { procedure in Set(states(procedure)).sorted().map { (procedure.code, $0) } }
    return (all.map(\.0), all.map(\.1))
  }
}
