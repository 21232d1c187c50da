import JSONText
import Measures
import Postgres
import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// Carries out what a step causes: on other cases here, in the register by the server's closure; all in the same transaction.
  func cause(_ effect: Effect, _ row: CaseRow, _ act: Act, _ context: JSONObject, in work: Work) async throws {
    switch effect {
    case .meetChanges:
      let named = (act.step == "update" ? act.input : row.fields)["changes"]?.array ?? []
      try await move("complete", named.compactMap(\.int).map(Int64.init), in: work)
    case .returnChanges: try await move("returned", row.changes, in: work)
    case .recallChanges: try await move("recalled", row.changes, in: work)
    case .endCatalogue:
      try await move("parent-ended", work.tx.all(AroundStatements.openChanges, row.id), in: work)
      try await move("catalogue-ended", work.tx.all(AroundStatements.openRevisions, row.id), in: work)
    case .endResource:
      try await move("parent-ended", work.tx.all(AroundStatements.openChanges, row.id), in: work)
      try await carry(effect, row, act, context, work)
    case .reviseCatalogue: try await revise(row, act, context, in: work)
    case .createApplication: try await createApplication(row, act, in: work)
    case .applyMeasure: try await applyMeasure(row, act, in: work)
    case .reportViolation: try await reportViolation(row, act, in: work)
    case .urge: try await urgeHolder(row, act, in: work)
    case .tellBureau:
      guard act.party != .bureau, let bureau = try await work.tx.first(DeskStatements.bureau) else { return }
      let procedure = try procedure(of: row)
      let label = procedure.steps.first { $0.name == act.step }?.label ?? act.step
      try await work.notify(bureau, about: row.id, "report", "\(procedure.title) \(row.number):\(label)")
    case .reserveAddresses: try await addresses.reserve(row.fields["ranges"]?.strings ?? [], for: row.id, by: act.person, in: work)
    case .allotAddresses: try await addresses.allot(reservedFor: row.id, named: row.fields["access"]?.int.map(Int64.init), in: work)
    case .freeAddresses, .reclaimAddresses: try await addresses.reclaim(of: row.id, in: work)
    case .address: try await address(row, in: work)
    case .tellApplicable:
      let resource = act.input["resource"]?.int ?? 0
      try await work.notify(
        row.department, role: "user.apply", about: row.id, "apply",
        "跨层级需求 \(row.number) 的数据已在本平台发布,请申请:/api/v1/exchange/application(parent=\(resource))")
    case .deliverBulletin:
      let addressees = row.fields["addressees"]?.strings ?? []
      _ = try await work.tx.run(CaseStatements.address, row.id, addressees)
      for department in addressees {
        try await work.notify(department, about: row.id, "bulletin", "通报 \(row.number)《\(row.fields["title"]?.string ?? "")》,请签收")
      }
      try await carry(effect, row, act, context, work)
    case .publishCatalogue, .attachResource, .changeResource, .createGrant, .changeGrant, .updateResource, .deliverResource, .recallData, .announceStop:
      try await carry(effect, row, act, context, work)
    }
  }

  private var addresses: AddressDesk { AddressDesk(records) }

  /// Those that the form names take part from now on; each is told once.
  private func address(_ row: CaseRow, in work: Work) async throws {
    let procedure = try procedure(of: row)
    guard let field = procedure.addressees else { return }
    let named = row.fields[field]?.strings ?? []
    _ = try await work.tx.run(CaseStatements.address, row.id, named)
    let title = row.fields["title"]?.string.map { "《\($0)》" } ?? ""
    for department in named where !row.addressees.contains(department) {
      try await work.notify(department, about: row.id, "bulletin", "\(procedure.title) \(row.number)\(title):涉及贵单位,请办理")
    }
  }

  private func move(_ step: String, _ ids: [Int64], in work: Work) async throws {
    for id in Set(ids).sorted() { _ = try await take(system: step, on: id, in: work) }
  }

  /// The catalogue takes over what its revision says, under its own code; then its next version is published.
  private func revise(_ row: CaseRow, _ act: Act, _ context: JSONObject, in work: Work) async throws {
    guard let id = row.parent, let catalogue = try await work.tx.first(CaseStatements.lock, id) else { throw Refused(.noSuchCase) }
    var fields = row.fields
    for name in ["changes", "note"] { fields[name] = nil }
    for name in ["code", "origin", "upstreamCode"] { fields[name] = name == "code" ? catalogue.fields[name] : fields[name] ?? catalogue.fields[name] }
    _ = try await work.tx.run(CaseStatements.amend, id, JSONBytes(JSON.object(fields).text))
    _ = try await work.tx.run(AroundStatements.takeTemplates, row.id, id)
    try await carry(.reviseCatalogue, catalogue.with(fields), act, context, work)
  }

  /// Complete: authorized at once, the provider's confirmation was the review. Otherwise a draft for the user to complete (EX-13b).
  private func createApplication(_ demand: CaseRow, _ act: Act, in work: Work) async throws {
    guard let resource = act.input["resource"]?.int.map(Int64.init), let provider = demand.counterpart else { return }
    var fields = JSONObject()
    for field in Procedure.application.fields where Procedure.demand.fields.contains(where: { $0.name == field.name }) {
      fields[field.name] = demand.fields[field.name]
    }
    fields["items"] = try await items(demand, act, of: resource, in: work)
    let row = try await open(
      byEffect: .application, fields, owner: demand.department, counterpart: provider, parent: resource, origin: demand.id,
      by: demand.openedBy, in: work)
    _ = try await work.tx.run(AroundStatements.copyPapers, demand.id, row.id)
    do {
      _ = try await take("submit", on: row.id, as: .system, act.person, in: work)
    } catch let refused as Refused {
      let lacking = refused.refusals.map(\.message).joined(separator: ";")
      try await work.notify(
        demand.department, role: "user.apply", about: row.id, "apply",
        "供需需求 \(demand.number) 已实施,申请 \(row.number) 待补充后提交:\(lacking);内容未改动的,提交即授权")
    }
  }

  /// The resource's items that answer the demand's words, each with the use that was asked for it; those that the provider adds or names
  /// otherwise have none, and wait for the user's own word (EX-11.1b).
  private func items(_ demand: CaseRow, _ act: Act, of resource: Int64, in work: Work) async throws -> JSON? {
    let asked = demand.fields["items"]?.array ?? []
    let names = try await work.tx.all(AroundStatements.itemsNamed, resource, asked.compactMap { $0["name"]?.string })
    func use(_ word: String?) -> JSON { asked.first { $0["name"]?.string == word }?["use"] ?? .null }
    guard let chosen = act.input["items"]?.strings else {
      return names.isEmpty ? demand.fields["items"] : .array(names.map { ["name": .string($0.name), "use": use($0.word)] })
    }
    return .array(chosen.map { name in ["name": .string(name), "use": use(names.first { $0.name == name }?.word)] })
  }

  /// 违规处置: the measure on every grant that the violation names, in the name of who disposes (EX-5.5).
  private func applyMeasure(_ row: CaseRow, _ act: Act, in work: Work) async throws {
    guard let measure = act.input["measure"]?.string, measure != "warn", let first = row.parent else { return }
    var input = JSONObject()
    input["facts"] = row.fields["facts"]
    input["evidence"] = row.fields["evidence"]
    input["violation"] = JSON(row.id)
    if measure == "revoke" { input["ground"] = "violation" }
    let others = (row.fields["grants"]?.array ?? []).compactMap(\.int).map(Int64.init)
    for grant in Set([first] + others).sorted() { _ = try await take(measure, on: grant, as: act.party, act.person, input, in: work) }
  }

  /// What a provider or the bureau did to a grant for a violation is a violation on file, without a second form (EX-5.5).
  private func reportViolation(_ grant: CaseRow, _ act: Act, in work: Work) async throws {
    guard act.party != .system, act.input["violation"] == nil, let facts = act.input["facts"], let provider = grant.counterpart else { return }
    var fields = JSONObject()
    fields["facts"] = facts
    fields["evidence"] = act.input["evidence"]
    let row = try await open(
      byEffect: .violation, fields, owner: provider, counterpart: grant.department, parent: grant.id, origin: grant.id, by: act.person, in: work)
    _ = try await take(system: "report", on: row.id, in: work)
  }

  /// 紧急: the provider is urged in the same act (EX-14b).
  private func urgeHolder(_ row: CaseRow, _ act: Act, in work: Work) async throws {
    guard let id = try await work.tx.first(AroundStatements.runningClock, row.id),
      let clock = try await work.tx.first(ClockStatements.lock, id)
    else { return }
    let text = "紧急受理:\(row.fields["urgentReason"]?.string ?? "")"
    _ = try await work.tx.one(ClockStatements.urge, id, text, act.person, work.now.stamp)
    try await clocks.tellHolder(
      of: row.id, clock.holderDepartment, role: clock.holderRole, kind: "urge",
      "督促:\(clock.title)(时限 \(clock.code),\(clock.dueDay.text) 到期):\(text)", in: work)
  }
}

extension CaseRow {
  fileprivate var changes: [Int64] { (fields["changes"]?.array ?? []).compactMap(\.int).map(Int64.init) }
}
