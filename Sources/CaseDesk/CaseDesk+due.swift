package import Accounts
import Postgres
import Records
package import Vocabulary

extension CaseDesk {
  /// A running clock of a listed case, and how many working days are left; the due day counts, 0 when it is over.
  package struct Due: Sendable {
    package let clock: ClockRow, daysLeft: Int, now: Instant
  }

  /// What runs on cases of a list, the earliest due of each: for those who see more of a case than the index shows.
  package func due(of rows: [CaseRow], for person: Person) async throws -> [Int64: Due] {
    let own = rows.filter { isParty(person, to: $0) }.map(\.id)
    guard !own.isEmpty else { return [:] }
    return try await records.read { tx, now in
      let running = try await tx.all(CaseStatements.runningClocks, own)
      guard !running.isEmpty else { return [:] }
      let (calendar, today) = (try await clocks.calendar(tx), Day(of: now))
      let due = running.map { ($0.caseID, Due(clock: $0, daysLeft: calendar.left(today: today, from: $0.startDay, through: $0.dueDay), now: now)) }
      return Dictionary(due, uniquingKeysWith: { first, _ in first })
    }
  }
}
