package import Accounts
package import JSONText
import Measures
import Postgres
package import Records
import Seals
import Vocabulary
package import Workflow

/// Takes acts on cases: locks the case, loads what lies around it, lets the pure rules decide, writes everything in one transaction.
///
/// It serves every procedure of every measure. What lies around a case and what an act causes elsewhere is told by the two closures that
/// the server's composition hands in.
package struct CaseDesk: Sendable {
  /// What the rules of a procedure may look at beyond the case itself.
  package typealias Context = @Sendable (Procedure, CaseRow, Work) async throws -> JSONObject
  /// Carries out an effect in the same transaction.
  package typealias Carry = @Sendable (Effect, CaseRow, _ act: Act, _ context: JSONObject, Work) async throws -> Void

  package let records: Records
  let context: Context
  let carry: Carry
  let clocks = ClockKeeper()

  package init(_ records: Records, context: @escaping Context, carry: @escaping Carry) {
    self.records = records
    self.context = context
    self.carry = carry
  }

  /// Opens a case as a draft of the person's department. The form may be half full; its shape is checked.
  package func open(_ procedure: Procedure, _ fields: JSONObject, parent: Int64?, by person: Person, in work: Work) async throws -> CaseRow {
    guard let opener = procedure.opener, let seat = procedure.seat(of: opener) else { throw Refused(.onlyByEffect(procedure)) }
    guard person.holds(seat.role) else {
      throw Refused(procedure.common.notYours.saying(["party": opener.label]))
    }
    try check(fields, procedure)
    let fields = fields.filled
    let above = try await parentCase(procedure, parent, for: person, in: work)
    let counterpart = seat.side == .owner && procedure.seats.contains { $0.side == .counterpart } ? above?.department : nil
    if let above, above.department != person.department, counterpart == nil {
      throw Refused(procedure.common.notYours.saying(["party": opener.label]))
    }
    return try await insert(procedure, fields, owner: person.department, counterpart: counterpart, parent: parent, by: person.id, in: work)
  }

  /// Opens a case as the effect of another one: a grant from its application.
  package func open(
    byEffect procedure: Procedure, _ fields: JSONObject, owner: String, counterpart: String?, parent: Int64, by account: Int64, in work: Work
  ) async throws -> CaseRow {
    try await insert(procedure, fields, owner: owner, counterpart: counterpart, parent: parent, by: account, in: work)
  }

  private func insert(
    _ procedure: Procedure, _ fields: JSONObject, owner: String, counterpart: String?, parent: Int64?, by account: Int64, in work: Work
  ) async throws -> CaseRow {
    let day = Day(of: work.now).text.filter { $0 != "-" }
    let row = try await work.tx.one(
      CaseStatements.open, "\(procedure.prefix)-\(day)-", procedure.code, Int32(procedure.revision), procedure.opens.code, owner, counterpart,
      parent, account, work.now.stamp, JSONBytes(JSON.object(fields).text))
    work.note("case.open", "case:\(row.id)", ["procedure": .string(procedure.code)])
    return row
  }

  private func parentCase(_ procedure: Procedure, _ parent: Int64?, for person: Person, in work: Work) async throws -> CaseRow? {
    guard let wanted = procedure.parent else { return nil }
    guard let parent, let row = try await work.tx.first(CaseStatements.read, parent), row.procedure == wanted, sees(person, row) else {
      throw Refused(Refusal.noParent.at("/parent"))
    }
    return row
  }

  /// Fills in a draft. Only its owner may, and only before it goes out or after it came back. A member set to null is taken out.
  ///
  /// - Parameter seen: the version that the person had before her; another one is refused, so that nobody's words are lost.
  package func fill(_ id: Int64, of procedure: Procedure, seen: Int32? = nil, _ changes: JSONObject, by person: Person, in work: Work)
    async throws -> CaseRow
  {
    work.trying("case.fill", "case:\(id)")
    let row = try await lockedDraft(id, of: procedure, by: person, in: work)
    try match(seen, row)
    try check(changes, procedure)
    let fields = row.fields.merged(with: changes).filled
    work.note("case.fill", "case:\(id)", ["members": JSON(changes.names)])
    return try await work.tx.one(CaseStatements.fill, id, JSONBytes(JSON.object(fields).text), work.now.stamp)
  }

  /// Lays a paper in a draft. An earlier one of the name is kept beside it (EX §5).
  package func lay(_ paper: NewPaper, in id: Int64, of procedure: Procedure, by person: Person, work: Work) async throws -> PaperRow {
    work.trying("paper.put", "case:\(id)")
    let row = try await lockedDraft(id, of: procedure, by: person, in: work)
    try paper.check()
    work.note("paper.put", "case:\(row.id)", ["name": .string(paper.name), "size": JSON(paper.body.count)])
    return try await work.tx.one(
      CaseStatements.putPaper, id, paper.name, paper.file, paper.mediaType, Int32(paper.body.count), SHA256.hash(paper.body), paper.body,
      person.id, work.now.stamp)
  }

  /// A person takes a step.
  ///
  /// - Parameter seen: the version that the person had before her; what was changed since is not decided unread.
  package func take(
    _ step: String, on id: Int64, of procedure: Procedure, seen: Int32? = nil, _ input: JSONObject, by person: Person, in work: Work
  ) async throws -> CaseRow {
    work.trying("act.\(step)", "case:\(id)")
    guard let row = try await locked(id, in: work), row.procedure == procedure.code else { throw Refused(.noSuchCase) }
    guard sees(person, row) else { throw Refused(procedure.common.notYours.saying(["party": "有关部门"])) }
    try match(seen, row)
    let view = try await view(row, procedure, in: work)
    let parties = seats(of: person, in: procedure, row)
    guard let party = pick(step, parties, procedure, view) else {
      throw try refusal(step, procedure, view, person)
    }
    return try await carryOut(Act(step, by: party, person.id, input.filled), row, procedure, view, in: work)
  }

  /// The system takes a step: a timer, or an effect of another case.
  package func take(system step: String, on id: Int64, _ input: JSONObject = JSONObject(), in work: Work) async throws -> CaseRow {
    guard let row = try await locked(id, in: work) else { throw Refused(.noSuchCase) }
    let procedure = try procedure(of: row)
    let view = try await view(row, procedure, in: work)
    return try await carryOut(Act(step, by: .system, 0, input), row, procedure, view, in: work)
  }

  private func carryOut(_ act: Act, _ row: CaseRow, _ procedure: Procedure, _ view: CaseView, in work: Work) async throws -> CaseRow {
    let decision = try procedure.decide(act, on: view)
    let account = act.party == .system ? nil : act.person
    let input = JSONBytes(JSON.object(act.input).text)
    _ = try await work.tx.run(
      CaseStatements.act, row.id, act.step, act.party.code, account, work.now.stamp, view.state.code, decision.to.code, input)
    let moved = try await work.tx.one(
      CaseStatements.move, row.id, decision.to.code, decision.agreed.map(\.code).sorted(), work.now.stamp)
    try await clocks.end(decision, of: row, in: work)
    try await clocks.start(decision.starts, of: moved, procedure, in: work)
    work.note("act.\(act.step)", "case:\(row.id)", ["party": .string(act.party.code), "to": .string(decision.to.code)])
    for effect in decision.effects { try await carry(effect, moved, act, view.context, work) }
    try await tell(act, moved, procedure, decision, in: work)
    return moved
  }

  private func check(_ fields: JSONObject, _ procedure: Procedure) throws {
    let refusals = procedure.fields.check(fields, whole: false)
    guard refusals.isEmpty else { throw Refused(refusals) }
  }

  /// Locks the case above, then the case: applications, resources and grants in that order everywhere, so that no two acts wait for
  /// each other, and what a rule reads of the case above cannot change before the act is done.
  private func locked(_ id: Int64, in work: Work) async throws -> CaseRow? {
    _ = try await work.tx.first(CaseStatements.lockAbove, id)
    return try await work.tx.first(CaseStatements.lock, id)
  }

  private func match(_ seen: Int32?, _ row: CaseRow) throws {
    guard seen == nil || seen == row.version else { throw Refused(.changedMeanwhile) }
  }

  func lockedDraft(_ id: Int64, of procedure: Procedure, by person: Person, in work: Work) async throws -> CaseRow {
    guard let row = try await work.tx.first(CaseStatements.lock, id), row.procedure == procedure.code else { throw Refused(.noSuchCase) }
    guard let opener = procedure.opener else { throw Refused(.onlyByEffect(procedure)) }
    guard let seat = procedure.seat(of: opener), person.holds(seat.role), row.department == person.department else {
      throw Refused(procedure.common.notYours.saying(["party": opener.label]))
    }
    guard [State.draft.code, State.returned.code, "offline"].contains(row.state), row.state != "offline" || procedure == .catalogue else {
      throw Refused(procedure.common.notNow.saying(["state": procedure.state(row.state)?.label ?? row.state]))
    }
    return row
  }
}
