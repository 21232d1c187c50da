import JSONText
import Measures
import Postgres
import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// What the rules may know of the cases and departments around one. The register's part comes from the server's closure.
  func around(_ row: CaseRow, _ procedure: Procedure, in work: Work) async throws -> JSONObject {
    var found = JSONObject()
    found["now"] = .string(work.now.text)
    if row.isExternal { found["external"] = true }
    if let parent = row.parent, let above = try await work.tx.first(AroundStatements.above, parent) {
      found["parentState"] = .string(above.state)
      found["parentStateLabel"] = JSON(Measure.procedure(above.procedure)?.state(above.state)?.label)
    }
    if procedure.addressees != nil {
      found["departments"] = JSON(try await work.tx.all(AroundStatements.departments))
      let waiting = try await work.tx.all(AroundStatements.waiting, row.id, answers(of: procedure))
      found["waiting"] = JSON(waiting.map(\.code))
      found["waitingNames"] = JSON(waiting.map(\.name))
    }
    switch procedure {
    case .catalogue: found["bureau"] = .bool(try await isBureau(row, work))
    case .revision:
      found["bureau"] = .bool(try await isBureau(row, work))
      found["openChanges"] = try await ids(AroundStatements.openChanges, row.parent ?? 0, work)
      found["templates"] = JSON(try await work.tx.all(CaseStatements.papers, row.parent ?? 0).map(\.name).filter { $0.hasPrefix(NewPaper.template) })
      found["otherRevision"] = .bool(try await work.tx.one(AroundStatements.otherRevision, row.parent ?? 0, row.id))
    case .resource:
      found["openChanges"] = try await ids(AroundStatements.openChanges, row.id, work)
      found["manyFiles"] = JSON(try await Settings.value(.manyFiles, on: Day(of: work.now), work.tx))
    case .change: found["due"] = try await dues(row, work)
    case .application:
      found["settledDisputes"] = try await ids(AroundStatements.settledDisputes, row.id, work)
      found["confirmedDemand"] = .bool(try await isConfirmedDemand(row, work))
    case .demand:
      found["settledDisputes"] = try await ids(AroundStatements.settledDisputes, row.id, work)
      found["own"] = .bool(row.counterpart == row.department)
      found["providerKnown"] = .bool(row.counterpart != nil || row.fields["provider"] == nil)
    case .bulletin:
      let facts = (row.fields["facts"]?.array ?? []).compactMap(\.int).map(Int64.init)
      found["knownFacts"] = .array(try await work.tx.all(AroundStatements.facts, facts).map { JSON($0) })
      found["snapshot"] = .bool(try await work.tx.one(AroundStatements.isFrozen, row.fields["month"]?.string ?? ""))
    default: break
    }
    return found
  }

  /// The steps by which an addressee answers, and those by which somebody excuses one.
  private func answers(of procedure: Procedure) -> [String] {
    let addressed = Set(procedure.seats.filter { $0.side == .addressee }.map(\.party))
    return procedure.steps.filter { step in step.parties.contains(where: addressed.contains) || step.asks.contains { $0.name == "addressee" } }.map(\.name)
  }

  private func isBureau(_ row: CaseRow, _ work: Work) async throws -> Bool {
    try await work.tx.first(DeskStatements.bureau) == row.department
  }

  /// Opened by a demand that its provider implemented, and not filled in since (EX-13b).
  private func isConfirmedDemand(_ row: CaseRow, _ work: Work) async throws -> Bool {
    guard let origin = row.origin, row.version == 1, let demand = try await work.tx.first(AroundStatements.above, origin) else { return false }
    guard demand.procedure == Procedure.demand.code, demand.state == "implemented", let asked = try await work.tx.first(CaseStatements.read, origin)
    else { return false }
    // Granted at once is only what was asked for (EX-11.1b).
    let words = (asked.fields["items"]?.array ?? []).compactMap { $0["name"]?.string }
    let named = try await work.tx.all(AroundStatements.itemsNamed, row.parent ?? 0, words).map(\.name)
    return (row.fields["items"]?.array ?? []).allSatisfy { named.contains($0["name"]?.string ?? "") }
  }

  private func dues(_ row: CaseRow, _ work: Work) async throws -> JSON {
    var due = JSONObject()
    for clock in try await work.tx.all(CaseStatements.openClocks, row.id) { due[clock.code] = .string(clock.dueAt.text) }
    return .object(due)
  }

  private func ids(_ statement: Statement<Int64, Int64>, _ id: Int64, _ work: Work) async throws -> JSON {
    .array(try await work.tx.all(statement, id).map { JSON($0) })
  }
}
