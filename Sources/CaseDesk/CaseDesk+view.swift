package import Accounts
import JSONText
import Measures
import Postgres
import Records
package import Vocabulary
package import Workflow

extension CaseDesk {
  func procedure(of row: CaseRow) throws -> Procedure {
    guard let procedure = Measure.procedure(row.procedure) else { throw Refused(.noSuchCase) }
    return procedure
  }

  /// Everything the rules may look at, under the case's row lock.
  func view(_ row: CaseRow, _ procedure: Procedure, _ input: JSONObject = JSONObject(), in work: Work) async throws -> CaseView {
    let acts = try await work.tx.all(CaseStatements.acts, row.id)
    let papers = try await work.tx.all(CaseStatements.papers, row.id)
    var actedBy: [String: Int64] = [:]
    var before: [String: State] = [:]
    var order: [String: Int] = [:]
    for act in acts {
      order[act.step] = Int(act.seq)
      actedBy[act.step] = act.account
      before[act.step] = procedure.state(act.from)
    }
    let facts = FactReading(owner: row.department, counterpart: row.counterpart, id: row.id, fields: row.fields, input: input)
    var context = try await around(row, procedure, in: work).merged(with: context(procedure, row, input, work)).merged(with: facts.read(procedure.facts, work.tx))
    if procedure.clocks.contains(where: { if case .named = $0.limit { true } else { false } }) {
      let lapsed = try await work.tx.all(CaseStatements.clocks, row.id).filter { $0.endedAt == nil && work.now >= $0.dueAt }
      context["lapsed"] = JSON(lapsed.map(\.code))
    }
    var words: [String: String] = [:]
    for member in context.members { words[member.name] = member.value.string ?? member.value.int.map(String.init) }
    words["n"] = words["liveResources"]
    return CaseView(
      state: procedure.state(row.state) ?? procedure.opens, fields: row.fields, papers: Set(papers.map(\.name)), actedBy: actedBy,
      agreed: Set(procedure.seats.map(\.party).filter { row.agreed.contains($0.code) }), before: before, order: order, context: context, words: words)
  }

  /// A draft: its own department alone. An application, a grant: its two departments and the bureau. A catalogue, a resource: every
  /// department in the states that its procedure shows (EX §1). The audit administrator reads all that went out.
  package func sees(_ person: Person, _ row: CaseRow) -> Bool {
    if person.administrator == nil, row.department == person.department { return true }
    if row.openedBy == person.id, person.administrator == nil { return row.state != State.discarded.code }
    guard row.state != State.draft.code, row.state != State.discarded.code else { return row.isExternal && person.isBureau && row.state == State.draft.code }
    if person.overseesAll { return true }
    guard person.administrator == nil else { return false }
    let isReserved = Measure.procedure(row.procedure)?.reserved.contains { $0.code == row.state } ?? false
    return row.counterpart == person.department && !isReserved || row.addressees.contains(person.department) || Measure.procedure(row.procedure)?.shown.contains { $0.code == row.state } == true
  }

  /// Of one of the case's departments, or of the bureau: others see only what the index shows (EX §1).
  package func isParty(_ person: Person, to row: CaseRow) -> Bool {
    person.overseesAll || ([row.department, row.counterpart].contains(person.department) || row.addressees.contains(person.department))
      && person.administrator == nil
  }

  /// The parties as which a person may act on a case.
  package func seats(of person: Person, in procedure: Procedure, _ row: CaseRow) -> Set<Party> {
    Set(
      procedure.seats.filter { seat in
        guard person.administrator == nil, person.holds(seat.role) || isAgent(person, seat, row) else { return false }
        return switch seat.side {
        case .owner: row.department == person.department || row.isExternal && person.isBureau && seat.party == .user
        case .counterpart: row.counterpart == person.department
        case .bureau: person.isBureau
        case .addressee: row.addressees.contains(person.department)
        case .system: false
        }
      }.map(\.party))
  }

  /// The bureau does the user's acts of a department of another level, which has no account here (EX §7.24).
  private func isAgent(_ person: Person, _ seat: Seat, _ row: CaseRow) -> Bool {
    row.isExternal && person.isBureau && seat.side == .owner && seat.party == .user && person.holds("bureau.application")
  }

  func pick(_ step: String, _ parties: Set<Party>, _ procedure: Procedure, _ view: CaseView) -> Party? {
    let open = procedure.open(to: parties, on: view).first { $0.name == step }
    if let open { return open.parties.first(where: parties.contains) }
    // Nothing open under that name: any seat will do, the rules give the right refusal.
    return procedure.steps.filter { $0.name == step }.flatMap(\.parties).first(where: parties.contains) ?? parties.sorted { $0.code < $1.code }.first
  }

  /// What to say to a person who holds no seat at all in this case.
  func refusal(_ step: String, _ procedure: Procedure, _ view: CaseView, _ person: Person) throws -> Refused {
    do {
      _ = try procedure.decide(Act(step, by: Party("NOBODY", ""), person.id), on: view)
      return Refused(procedure.common.notYours.saying(["party": "有关部门"]))
    } catch let refused {
      return refused
    }
  }
}

extension Refusal {
  package static let changedMeanwhile = Refusal("case.changed", .state, "该事项已有新的改动,请重新打开后再办理", "EX-3")
  package static let noSuchCase = Refusal("case.unknown", .missing, "没有这个事项,或您无权查看", "EX-3")
  static let noParent = Refusal("case.parent", .form, "请指明所属的上级事项", "EX-7a")
  static func onlyByEffect(_ procedure: Procedure) -> Refusal {
    procedure == .grant ? .applyInstead : procedure.common.notNow.saying(["state": procedure.title])
  }
}
