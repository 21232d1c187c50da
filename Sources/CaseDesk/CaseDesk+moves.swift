import JSONText
import Measures
import Postgres
import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// Does what a step's declaration says of other cases.
  func move(_ move: Move, from row: CaseRow, _ act: Act, in work: Work) async throws {
    switch move {
    case .open(let code):
      guard let procedure = Measure.procedure(code) else { throw Refused(.noSuchCase) }
      var fields = JSONObject()
      for field in procedure.fields { fields[field.name] = row.fields[field.name] }
      let account = act.party == .system ? row.openedBy : act.person
      _ = try await open(
        byEffect: procedure, fields.filled, owner: row.department, counterpart: row.counterpart, parent: row.id, origin: row.id, by: account, in: work)
    case .above(let step):
      guard let parent = row.parent else { throw Refused(.noParent) }
      _ = try await take(system: step, on: parent, in: work)
    case .on(let field, let step):
      guard let id = row.fields[field]?.int.map(Int64.init) else { return }
      _ = try await take(system: step, on: id, in: work)
    case .amend(let field, let step):
      guard let id = row.fields[field]?.int.map(Int64.init), let other = try await locked(id, in: work) else { throw Refused(.noSuchCase) }
      var shared = JSONObject()
      // What the form leaves out is gone from the other case as well.
      for part in try procedure(of: other).fields { shared[part.name] = row.fields[part.name] ?? .null }
      _ = try await take(system: step, on: id, JSONObject([.init(name: "fields", value: .object(shared))]), in: work)
    case .attach(let paper, let ledger, let name): _ = try await work.tx.run(MoveStatements.attach, row.id, ledger, row.department, name, paper)
    case .naming(let code, let field, let step):
      guard let procedure = Measure.procedure(code) else { throw Refused(.noSuchCase) }
      let states = procedure.steps.filter { $0.name == step }.flatMap(\.from).map(\.code)
      for id in try await work.tx.all(MoveStatements.naming, code, field, row.id, states) { _ = try await take(system: step, on: id, in: work) }
    }
  }
}
