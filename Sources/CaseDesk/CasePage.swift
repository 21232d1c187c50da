package import Accounts
import JSONText
import Measures
import Postgres
package import Records
package import Vocabulary
package import Workflow

/// Everything that one page or one API answer shows of a case to one person at one instant.
package struct CasePage: Sendable {
  package let row: CaseRow
  package let procedure: Procedure
  package let papers: [PaperRow]
  /// Names of the declared papers that this very case asks for or may have.
  package let wanted: [String]
  /// What was read off their scans.
  package let readings: [PaperReading]
  package let clocks: [ClockRow]
  package let acts: [ActRow]
  /// What this person could do now.
  package let steps: [Step]
  /// Of these, which are somebody else's to take, by name.
  package let barred: [String: Refusal]
  package let now: Instant
  /// Of the case's own departments or the bureau. Anybody else sees what the index shows: no history, no clocks, not where the data lie.
  package let isParty: Bool
  /// How long it lay with the bureau and with the provider, where the measure asks (EX §7.3).
  package let holding: Holding?
  /// What an application is asked to bring, by the list of its catalogue (EX-5.1b).
  package let materials: [Material]
  /// How a catalogue stands with the level above (EX-2).
  package let cascade: CascadeStanding?
  /// How the data of a table or a folder were at their last load (EX-5.2b).
  package let quality: LoadQuality?
  /// What it brought about: the grant of an application, the access of another.
  package let opened: [CaseRow]
  /// Working days until a running clock is due, the due day included; 0 when it is over.
  package let daysLeft: [Int64: Int]

  /// A paper of the catalogue's list.
  package struct Material: Sendable {
    package let name: String, label: String, isRequired: Bool
    /// The catalogue that has a template of it, where it has one.
    package let template: Int64?
  }
}

extension CaseDesk {
  package func page(_ id: Int64, _ procedure: Procedure, for person: Person, in work: Work) async throws -> CasePage {
    try await page(seen(id, procedure, by: person, in: work), for: person, in: work)
  }

  package func page(_ row: CaseRow, for person: Person, in work: Work) async throws -> CasePage {
    let procedure = try procedure(of: row)
    let view = try await view(row, procedure, in: work)
    let acts = try await work.tx.all(CaseStatements.acts, row.id)
    let running = try await work.tx.all(CaseStatements.clocks, row.id)
    let open = procedure.open(to: seats(of: person, in: procedure, row), on: view)
    return CasePage(
      row: row, procedure: procedure, papers: try await work.tx.all(CaseStatements.papers, row.id),
      wanted: procedure.papers.filter { $0.when?.holds(view) != false }.map(\.name),
      readings: try await readings(of: row, in: work),
      clocks: running, acts: acts,
      steps: open, barred: Dictionary(open.compactMap { step in procedure.barred(person.id, from: step, on: view).map { (step.name, $0) } }, uniquingKeysWith: { one, _ in one }),
      now: work.now, isParty: isParty(person, to: row),
      holding: try await holding(of: row, procedure, acts, in: work), materials: Self.materials(view),
      cascade: try await cascadeStanding(of: row, procedure, in: work),
      quality: try await loadQuality(of: row, procedure, in: work), opened: try await opened(by: row, procedure, for: person, in: work), daysLeft: try await daysLeft(running, in: work))
  }

  /// Cases of procedures that only another case opens, beneath this one, as far as the person sees them.
  private func opened(by row: CaseRow, _ procedure: Procedure, for person: Person, in work: Work) async throws -> [CaseRow] {
    let brought = Measure.procedures.filter { $0.openers.isEmpty && $0.parents.contains(procedure.code) }.map(\.code)
    guard !brought.isEmpty else { return [] }
    return try await work.tx.all(CaseStatements.openedBy, row.id, brought).filter { sees(person, $0) }
  }

  private func daysLeft(_ running: [ClockRow], in work: Work) async throws -> [Int64: Int] {
    let open = running.filter { $0.endedAt == nil }
    guard !open.isEmpty else { return [:] }
    let (calendar, today) = (try await clocks.calendar(work.tx), Day(of: work.now))
    return Dictionary(open.map { ($0.id, calendar.left(today: today, from: $0.startDay, through: $0.dueDay)) }, uniquingKeysWith: { one, _ in one })
  }

  private static func materials(_ view: CaseView) -> [CasePage.Material] {
    let catalogue = view.context["catalogue"]?.int.map(Int64.init)
    return (view.context["materials"]?.array ?? []).map { material in
      CasePage.Material(
        name: material["name"]?.string ?? "", label: material["label"]?.string ?? "", isRequired: material["required"]?.bool != false,
        template: material["template"]?.bool == true ? catalogue : nil)
    }
  }

  /// A case that the person's own department may go on with, as it stands: a draft, or what it keeps serving.
  package func own(_ id: Int64, _ procedure: Procedure, by person: Person, in work: Work) async throws -> CaseRow {
    guard let row = try await work.tx.first(CaseStatements.lock, id), row.procedure == procedure.code, sees(person, row) else {
      throw Refused(.noSuchCase)
    }
    guard mayFill(person, row, procedure) else { throw notAnOpener(procedure) }
    return row
  }
}
