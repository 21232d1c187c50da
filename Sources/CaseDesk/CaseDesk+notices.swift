import JSONText
import Postgres
import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// Tells the sides of a case what happened: whoever did not act, and the holder of each clock that now runs (K8, at submission).
  func tell(_ act: Act, _ row: CaseRow, _ procedure: Procedure, _ decision: Decision, in work: Work) async throws {
    // What never went out and never will is no news to anybody.
    guard decision.to != .discarded else { return }
    let step = procedure.steps.first { $0.name == act.step }?.label ?? act.step
    let text = "\(procedure.title) \(row.number):\(step) → \(decision.to.label)"
    var told: Set<String> = []
    // Before it goes out a draft is nobody's but its own department's.
    let isOut = (decision.to != procedure.opens || procedure.openers.isEmpty) && !procedure.reserved.contains(decision.to)
    for department in ([row.department] + (isOut ? [row.counterpart].compactMap(\.self) + row.addressees : [])) where told.insert(department).inserted {
      try await work.notify(department, about: row.id, "act", text)
    }
    if decision.starts.contains(where: { $0.holder == .bureau }), let bureau = try await work.tx.first(DeskStatements.bureau),
      told.insert(bureau).inserted
    {
      try await work.notify(bureau, about: row.id, "act", text)
    }
  }
}
