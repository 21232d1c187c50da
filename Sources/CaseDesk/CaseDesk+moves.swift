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
    }
  }

  /// What the ledgers say of the owner, where the procedure's rules want to know it; null where nobody has written anything.
  func facts(_ row: CaseRow, _ procedure: Procedure, in work: Work) async throws -> JSONObject {
    var found = JSONObject()
    for fact in procedure.facts {
      let entry = try await work.tx.first(LedgerStatements.latest, fact.ledger, fact.field, row.department)
      found[fact.name] = try entry.map { try JSON.parse($0.text) } ?? .null
    }
    return found
  }
}
