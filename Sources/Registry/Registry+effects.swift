package import JSONText
import Postgres
package import Records
import Seals
import Sharing
import Vocabulary

extension Registry {
  /// A new version of the catalogue comes into force (EX-6a). A catalogue without a code gets its own then.
  package func publish(_ facts: CaseFacts, by account: Int64, in work: Work) async throws {
    let fields = facts.fields
    let code = fields["code"]?.string ?? CatalogueCode(provider: facts.department, sequence: facts.id).text
    do {
      _ = try await work.tx.run(RegistryStatements.keepCatalogue, facts.id, code, facts.department, fields["origin"]?.string ?? "city")
    } catch let error as PostgresError where error.sqlstate == "23505" {
      throw Refused(Refusal("catalogue.code", .form, "目录代码已被使用", "EX-6a").at("/code"))
    }
    let version = try await work.tx.one(
      RegistryStatements.publish, facts.id, fields["name"]?.string ?? "", fields["summary"]?.string ?? "", fields["class"]?.string ?? "",
      JSONBytes((fields["conditions"] ?? []).text), JSONBytes((fields["items"] ?? []).text), JSONBytes((fields["materials"] ?? []).text),
      fields["frequency"]?.string ?? "irregular", work.now.stamp, account)
    try await index(facts.id, in: work)
    work.note("catalogue.publish", "case:\(facts.id)", ["version": JSON(Int(version))])
  }

  /// The resource can now be applied for. Its declared items are those of the catalogue it chose from.
  package func attach(_ facts: CaseFacts, in work: Work) async throws {
    let fields = facts.fields
    let (items, frequency) = try await declared(facts, in: work)
    let n = try await work.authority()
    do {
      _ = try await work.tx.run(
        RegistryStatements.attach, facts.id, fields["code"]?.string ?? "", facts.parent ?? 0, facts.department, fields["kind"]?.string ?? "",
        fields["title"]?.string ?? "", frequency, Int64(fields["source"]?.int ?? 0), JSONBytes(detail(of: fields).text),
        JSONBytes(JSON.array(items).text), work.now.stamp, n)
    } catch let error as PostgresError where error.constraint == "resource_code_key" {
      // Two departments chose the same free code in the same moment.
      throw Refused(Refusal("E59", .form, "请填写尚未使用的资源代码", "EX-7a").at("/code"))
    }
    try await index(facts.parent ?? 0, in: work)
    work.note("resource.attach", "case:\(facts.id)", ["items": JSON(items.count)])
  }

  /// A live resource is said anew; gateways and landing areas follow, grants stay as they are (EX §4-2).
  package func update(_ facts: CaseFacts, in work: Work) async throws {
    let fields = facts.fields
    let (items, frequency) = try await declared(facts, in: work)
    _ = try await work.tx.run(
      RegistryStatements.update, facts.id, fields["title"]?.string ?? "", frequency, Int64(fields["source"]?.int ?? 0),
      JSONBytes(detail(of: fields).text), JSONBytes(JSON.array(items).text), try await work.authority())
    try await tellLosses(try await work.tx.all(AroundRegistry.lossesOfResource, facts.id, items.compactMap { $0["name"]?.string }), "资源更新", in: work)
    work.note("resource.update", "case:\(facts.id)", ["items": JSON(items.count)])
  }

  /// The catalogue's items that the resource has, in the catalogue's order, and its frequency or else the catalogue's.
  private func declared(_ facts: CaseFacts, in work: Work) async throws -> (items: [JSON], frequency: String?) {
    let catalogue = try await work.tx.one(RegistryStatements.catalogue, facts.parent ?? 0)
    let declared = catalogue.fields["items"]?.array ?? []
    let chosen = facts.fields["items"]?.strings ?? []
    let items = chosen.isEmpty ? declared : declared.filter { chosen.contains($0["name"]?.string ?? "") }
    return (items, facts.fields["frequency"]?.string ?? catalogue.fields["frequency"]?.string)
  }

  /// A revision is in force: its version is published, resources lose what it dropped, holders of dropped items are told (EX §7.25).
  package func revise(_ facts: CaseFacts, by account: Int64, in work: Work) async throws {
    try await publish(facts, by: account, in: work)
    let kept = (facts.fields["items"]?.array ?? []).compactMap { $0["name"]?.string }
    try await tellLosses(try await work.tx.all(AroundRegistry.losses, facts.id, kept), "目录修订", in: work)
    _ = try await work.tx.run(AroundRegistry.dropItems, facts.id, kept, try await work.authority())
  }

  private func tellLosses(_ losses: [LossRow], _ cause: String, in work: Work) async throws {
    for loss in losses {
      try await work.notify(
        loss.department, about: loss.grant, "revision",
        "\(cause):授权 \(loss.number) 所含数据项 \(loss.items.joined(separator: "、")) 不再提供,调用和交付中将不再包含;授权其他内容不变")
    }
  }

  /// Gateways learn of an announced window, of its cancellation, of its early end (EX-17c).
  package func announceStop(_ facts: CaseFacts, step: String, in work: Work) async throws {
    guard let start = facts.fields["startsAt"]?.string.flatMap(Instant.init), let end = facts.fields["endsAt"]?.string.flatMap(Instant.init)
    else { return }
    let n = try await work.authority()
    _ = try await work.tx.run(
      AroundRegistry.announce, facts.id, start.stamp, end.stamp, facts.fields["title"]?.string ?? "", step != "publish", n)
    for department in try await work.tx.all(AroundRegistry.departments) {
      let words = ["publish": "将于 \(start.label) 停服,预计 \(end.label) 恢复", "cancel": "已取消"][step] ?? "已恢复服务"
      try await work.notify(department, about: facts.id, "stop", "停服通知《\(facts.fields["title"]?.string ?? "")》\(words)")
    }
  }

  /// The members of the form that say where the data lie, by kind.
  private func detail(of fields: JSONObject) -> JSON {
    let names: [String]
    switch fields["kind"]?.string {
    case "table": names = ["schema", "table", "way", "column", "flawed"]
    case "folder": names = ["path"]
    default: names = ["form", "schema", "table", "operations", "required", "optional", "dailyCalls", "control", "probe"]
    }
    var detail = JSONObject()
    for name in names { detail[name] = fields[name] }
    if fields["kind"]?.string == "interface", detail["form"] == nil { detail["form"] = "upstream" }
    return .object(detail)
  }

  /// The resource's serving state changed: every gateway must know, and whoever uses it is told (EX-10b, EX §4-2); landing areas follow by
  /// their own jobs.
  package func changeResource(_ id: Int64, in work: Work) async throws {
    try await tellUsers(of: id, in: work)
    _ = try await work.tx.run(RegistryStatements.touchResource, id, try await work.authority())
  }

  /// Offline (EX §4-2): grants end, pending applications end, users are told by those cases' own notices.
  package func endResource(_ id: Int64, in work: Work) async throws {
    // All row locks before the first change of authority: whoever suspends one of these grants takes them in the same order.
    _ = try await work.tx.all(RegistryStatements.lockUses, id)
    for application in try await work.tx.all(RegistryStatements.pendingApplications, id) { try await move("resource-offline", application, work) }
    for grant in try await work.tx.all(RegistryStatements.grantIDs, id) { try await move("resource-offline", grant, work) }
    _ = try await work.tx.run(RegistryStatements.touchResource, id, try await work.authority())
  }

  /// The grant's state changed: gateways before the answer goes out, the landing area by a job.
  package func changeGrant(_ id: Int64, in work: Work) async throws {
    try await report(id, in: work)
    try await noteAgreement(id, in: work)
    _ = try await work.tx.run(RegistryStatements.touchGrant, id, try await work.authority())
    // An interface has no landing area to follow.
    guard let grant = try await work.tx.first(RegistryStatements.grant, id), grant.kind != "interface" else { return }
    try await work.queue("landing.settle", key: "settle/\(id)/\(try await work.authority())", promptly: true, ["grant": JSON(id)])
  }

  /// An approved application becomes a grant: frozen, counted from this instant, at most 36 months (EX-11.1a, EX-11.2a).
  package func createGrant(_ facts: CaseFacts, input: JSONObject, by account: Int64, in work: Work) async throws {
    let resource = try await work.tx.one(RegistryStatements.applied, facts.parent ?? 0, facts.id)
    let fields = facts.fields
    let applied = (fields["items"]?.array ?? []).compactMap { $0["name"]?.string }
    let items = input["items"]?.strings ?? applied
    let months = input["months"]?.int ?? fields["months"]?.int ?? 0
    let expires = Day(of: work.now).adding(months: months).next.start
    let (id, number) = try await openGrant(facts.id, facts.department, resource.provider, account, work)
    var agreement = fields
    agreement["items"] = JSON(items)
    agreement["months"] = JSON(months)
    agreement["grant"] = .string(number)
    agreement["resource"] = .string(resource.code)
    agreement["grantedAt"] = .string(work.now.text)
    agreement["expiresAt"] = .string(expires.text)
    agreement = try await complete(agreement, number: "XY-\(number)", facts, resource, in: work)
    let hash = SM3.hash(Array(JSON.object(agreement).canonical.utf8))
    let n = try await work.authority()
    _ = try await work.tx.run(
      RegistryStatements.createGrant, id, facts.id, resource.id, facts.department, fields["system"]?.string ?? "",
      fields["purpose"]?.string ?? "", fields["flow"]?.string ?? "", fields["manner"]?.string ?? "", items,
      JSONBytes((fields["scope"] ?? [:]).text), fields["addresses"]?.strings ?? [], Int32(months), work.now.stamp, expires.stamp,
      "XY-\(number)", hash, n)
    try await keepAgreement(agreement, of: id, in: work)
    work.note("grant.create", "case:\(id)", ["application": JSON(facts.id), "months": JSON(months), "agreement": .string(hex(hash))])
    // Approved while the resource waits to go offline: its user hears of it now (EX-10b).
    if resource.state == "offline-planned", let at = try await work.tx.first(RegistryStatements.plannedAt, resource.id) {
      try await work.notify(facts.department, about: id, "resource", "授权 \(number) 的资源 \(resource.code) 计划于 \(at ?? "") 停用,届时授权终止")
    }
    if resource.kind != "interface" { try await work.queue("deliver", key: "deliver/\(id)/first", ["grant": JSON(id)]) }
  }
}
