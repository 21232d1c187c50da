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
  package typealias Context = @Sendable (Procedure, CaseRow, _ input: JSONObject, Work) async throws -> JSONObject
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

  /// Fills in a draft. Only its department, or who opened it for the department, may, and only before it goes out or after it came back. A member
  /// set to null is taken out.
  ///
  /// - Parameter seen: the version that the person had before her; another one is refused, so that nobody's words are lost.
  package func fill(_ id: Int64, of procedure: Procedure, seen: Int32? = nil, _ changes: JSONObject, by person: Person, in work: Work)
    async throws -> CaseRow
  {
    work.trying("case.fill", "case:\(id)")
    let row = try await lockedDraft(id, of: procedure, by: person, in: work)
    try match(seen, row)
    try check(changes, procedure)
    try procedure.leavesFixed(changes)
    let fields = row.fields.merged(with: changes).filled
    work.note("case.fill", "case:\(id)", ["members": JSON(changes.names)])
    let counterpart = try await counterpart(procedure, fields, row.counterpart, in: work)
    return try await work.tx.one(CaseStatements.fill, id, JSONBytes(JSON.object(fields).text), work.now.stamp, counterpart)
  }

  /// Lays a paper in a draft, or one that a later step asks for while its state lasts. An earlier one of the name is kept beside it (EX §5).
  package func lay(_ paper: NewPaper, in id: Int64, of procedure: Procedure, by person: Person, work: Work) async throws -> PaperRow {
    work.trying("paper.put", "case:\(id)")
    let row = try await lockedForPaper(paper.name, id, procedure, by: person, in: work)
    try paper.check(most: try await Settings.value(.paperSize, on: Day(of: work.now), work.tx))
    work.note("paper.put", "case:\(row.id)", ["name": .string(paper.name), "size": JSON(paper.body.count)])
    let laid = try await work.tx.one(
      CaseStatements.putPaper, id, paper.name, paper.file, paper.mediaType, Int32(paper.body.count), SHA256.hash(paper.body), paper.body,
      person.id, work.now.stamp)
    try await askReading(laid, of: id, in: work)
    return laid
  }

  /// A person takes a step.
  ///
  /// - Parameter seen: the version that the person had before her; what was changed since is not decided unread.
  package func take(
    _ step: String, on id: Int64, of procedure: Procedure, seen: Int32? = nil, _ input: JSONObject, by person: Person, in work: Work
  ) async throws -> CaseRow {
    work.trying("act.\(step)", "case:\(id)")
    guard let row = try await locked(id, in: work), row.procedure == procedure.code else { throw Refused(.noSuchCase) }
    guard sees(person, row) else { throw Refused(procedure.common.unseen) }
    try match(seen, row)
    let input = input.filled
    try procedure.leavesFixed(input["fields"]?.object ?? JSONObject())
    let amended = amended(row, step, input, procedure)
    var view = try await view(amended, procedure, input, in: work)
    view.context["actor"] = .string(person.department)
    guard let party = pick(step, seats(of: person, in: procedure, row), procedure, view) else {
      throw try refusal(step, procedure, view, person)
    }
    return try await carryOut(Act(step, by: party, person.id, input), row, procedure, view, in: work)
  }

  /// The system takes a step: a timer, or an effect of another case.
  package func take(system step: String, on id: Int64, _ input: JSONObject = JSONObject(), in work: Work) async throws -> CaseRow {
    try await take(step, on: id, as: .system, 0, input, in: work)
  }

  /// A step that follows from an act on another case, in the name of who took that.
  func take(_ step: String, on id: Int64, as party: Party, _ person: Int64, _ input: JSONObject = JSONObject(), in work: Work) async throws
    -> CaseRow
  {
    guard let row = try await locked(id, in: work) else { throw Refused(.noSuchCase) }
    let procedure = try procedure(of: row)
    let view = try await view(row, procedure, input, in: work)
    return try await carryOut(Act(step, by: party, person, input), row, procedure, view, in: work)
  }

  /// The case as the rules must see it when the step brings changes of the form.
  private func amended(_ row: CaseRow, _ step: String, _ input: JSONObject, _ procedure: Procedure) -> CaseRow {
    guard procedure.steps.contains(where: { $0.name == step && $0.amends }), let changes = input["fields"]?.object else { return row }
    return row.with(row.fields.merged(with: changes).filled)
  }

  private func carryOut(_ act: Act, _ row: CaseRow, _ procedure: Procedure, _ view: CaseView, in work: Work) async throws -> CaseRow {
    let decision = try procedure.decide(act, on: view)
    let account = act.party == .system ? nil : act.person
    let input = JSONBytes(JSON.object(act.input).text)
    if let fields = decision.fields {
      try check(fields, procedure)
      _ = try await work.tx.run(CaseStatements.amend, row.id, JSONBytes(JSON.object(fields).text))
    }
    _ = try await work.tx.run(
      CaseStatements.act, row.id, act.step, act.party.code, account, work.now.stamp, view.state.code, decision.to.code, input)
    let moved = try await work.tx.one(
      CaseStatements.move, row.id, decision.to.code, decision.agreed.map(\.code).sorted(), work.now.stamp)
    try await clocks.end(decision, of: row, in: work)
    try await clocks.start(decision.starts, of: moved, procedure, act.input, in: work)
    try await clocks.shift(decision.shifts, of: moved, act.input, in: work)
    if procedure.clocks.contains(where: { !$0.silent.isEmpty }) {
      let silent = procedure.clocks.filter { $0.silent.contains(decision.to) }.map(\.code)
      _ = try await work.tx.run(CaseStatements.silence, row.id, silent)
    }
    work.note("act.\(act.step)", "case:\(row.id)", ["party": .string(act.party.code), "to": .string(decision.to.code)])
    for move in decision.moves { try await self.move(move, from: moved, act, in: work) }
    for effect in decision.effects { try await cause(effect, moved, act, view.context, in: work) }
    try await tell(act, moved, procedure, decision, in: work)
    return moved
  }

  func check(_ fields: JSONObject, _ procedure: Procedure) throws {
    let refusals = procedure.fields.check(fields, whole: false)
    guard refusals.isEmpty else { throw Refused(refusals) }
  }

  /// Locks the case above, then the case: applications, resources and grants in that order everywhere, so that no two acts wait for
  /// each other, and what a rule reads of the case above cannot change before the act is done.
  func locked(_ id: Int64, in work: Work) async throws -> CaseRow? {
    _ = try await work.tx.first(CaseStatements.lockAbove, id)
    return try await work.tx.first(CaseStatements.lock, id)
  }

  func match(_ seen: Int32?, _ row: CaseRow) throws {
    guard seen == nil || seen == row.version else { throw Refused(.changedMeanwhile) }
  }
}
