import JSONText
import Postgres
import Records
import Seals
import Vocabulary

extension Registry {
  /// Completes the frozen application to an agreement: number, parties and items by their names, terms, and who accepted it when — the applicant by submitting, the
  /// reviewer by approving (EX-19).
  func complete(
    _ agreement: JSONObject, number: String, _ facts: CaseFacts, _ resource: AppliedResource, in work: Work
  ) async throws -> JSONObject {
    var acts = try await work.tx.all(AgreementStatements.acts, facts.id)
    // Born of a demand: its user accepted by submitting that, its provider by implementing it (EX-13b).
    if let demand = try await work.tx.first(AroundRegistry.demandOf, facts.id), acts.first?.step == "submit" {
      let earlier = try await work.tx.all(AgreementStatements.acts, demand)
      let own = acts.first { $0.party == "USER" }
      acts = [earlier.first { $0.step == "implement" }, own ?? earlier.first { $0.step == "submit" }].compactMap(\.self)
    }
    let submitted = acts.first { $0.step == "submit" }
    let terms = try await work.tx.one(AgreementStatements.termsOn, Day(of: submitted?.at ?? work.now).date)
    var whole = agreement
    whole["agreement"] = .string(number)
    for (member, code) in [("department", facts.department), ("provider", resource.provider)] {
      whole[member] = ["code": .string(code), "name": .string(try await work.tx.one(AgreementStatements.department, code))]
    }
    let chosen = agreement["items"]?.strings ?? []
    whole["labels"] = .array(
      chosen.map { name in resource.items.array?.first { $0["name"]?.string == name }?["label"] ?? .string(name) })
    whole["terms"] = ["version": JSON(Int(terms.version)), "title": .string(terms.title), "hash": .string(hex(terms.hash))]
    whole["accepted"] = .array([submitted, acts.first].compactMap(\.self).map(Self.acceptance))
    return whole
  }

  static func acceptance(_ act: SignedAct) -> JSON {
    ["step": .string(act.step), "party": .string(act.party), "name": JSON(act.name), "at": .string(act.at.text)]
  }

  /// Writes an agreement down as it was approved; its hash is the grant's own.
  func keepAgreement(_ agreement: JSONObject, of grant: Int64, in work: Work) async throws {
    try await keep(.approved, JSON.object(agreement).canonical, of: grant, in: work)
  }

  /// Writes down what became of an agreement: suspended, resumed, or ended and how (EX-11.1d).
  func noteAgreement(_ grant: Int64, in work: Work) async throws {
    guard let act = try await work.tx.first(AgreementStatements.acts, grant),
      let row = try await work.tx.first(AgreementStatements.grant, grant), let kind = AgreementKind(state: row.state, step: act.step)
    else { return }
    let body: JSON = [
      "agreement": .string(row.agreement), "grant": .string(row.number), "kind": .string(kind.rawValue), "at": .string(work.now.text),
      "party": .string(act.party), "by": JSON(act.name), "words": try JSON.parse(act.input.text), "approved": .string(hex(row.hash)),
    ]
    try await keep(kind, body.canonical, of: grant, in: work)
  }

  private func keep(_ kind: AgreementKind, _ body: String, of grant: Int64, in work: Work) async throws {
    _ = try await work.tx.run(AgreementStatements.keep, grant, kind, work.now.stamp, body, SM3.hash(Array(body.utf8)))
  }
}
