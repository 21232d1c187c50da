package import Accounts
import Measures
import Postgres
import Records
import Vocabulary
package import Workflow

extension CaseDesk {
  /// Cases that the person may see, oldest first; in the to-do list what is urgent first (EX-14b).
  ///
  /// - Parameter after: the last case of the page before; 0 for the first page.
  package func list(_ procedure: Procedure, _ filter: CaseFilter = CaseFilter(), for person: Person, after: Int64, limit: Int) async throws
    -> [CaseRow]
  {
    guard person.administrator == nil || person.overseesAll else { return [] }
    let own = person.administrator == nil ? person.department : nil
    let (code, shown, all) = (procedure.code, procedure.shown.map(\.code), person.overseesAll)
    return try await records.read { tx, now in
      // What is rare and what is common differ from state to state and from department to department.
      try await tx.script("set local plan_cache_mode = force_custom_plan")
      let (state, text) = (filter.state, filter.text)
      switch filter.box {
      case nil where text != nil: return try await tx.all(ListStatements.sought, code, state, text, own, all, shown, after, limit)
      case nil where all: return try await tx.all(ListStatements.all, code, state, text, own, all, shown, after, limit)
      case nil: return try await tx.all(ListStatements.own, code, state, text, own, all, shown, after, limit)
      case .mine: return try await tx.all(ListStatements.mine, code, state, text, own, all, shown, after, limit, person.id)
      case .department: return try await tx.all(ListStatements.department, code, state, text, person.department, after, limit)
      case .todo:
        let waits = waiting(for: person, in: procedure)
        return try await tx.all(
          ListStatements.todo, code, state, text, person.department, waits.owner, waits.counterpart, waits.bureau, after, limit, waits.addressee)
      case .due:
        let near = try await clocks.calendar(tx).due(.workingDays(2), from: now).day
        return try await tx.all(ListStatements.due, code, state, text, own, all, shown, after, limit, now.stamp, near.date)
      case .late:
        return try await tx.all(ListStatements.late, code, state, text, own, all, shown, after, limit, now.stamp, Day(of: now).date)
      }
    }
  }

  package func list(_ procedure: Procedure, state: String?, for person: Person, after: Int64, limit: Int) async throws -> [CaseRow] {
    try await list(procedure, CaseFilter(state: state), for: person, after: after, limit: limit)
  }

  /// The states in which a case waits for a person, by the side on which her department stands. Administrators decide nothing.
  private func waiting(for person: Person, in procedure: Procedure) -> (
    owner: [String], counterpart: [String], bureau: [String], addressee: [String]
  ) {
    func states(_ side: Seat.Side) -> [String] {
      let seats = procedure.seats.filter { $0.side == side && person.administrator == nil && person.holds($0.role) }
      return Set(seats.flatMap { procedure.waiting(on: $0.party).map(\.code) }).sorted()
    }
    return (states(.owner), states(.counterpart), person.isBureau ? states(.bureau) : [], states(.addressee))
  }
}
