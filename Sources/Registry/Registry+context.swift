package import JSONText
import Postgres
package import Records
import Seals
import Sharing
package import Vocabulary

extension Registry {
  /// What the registry's part of a case looks like to the rules.
  package struct CaseFacts: Sendable {
    package let procedure: String, id: Int64, parent: Int64?, department: String, counterpart: String?, fields: JSONObject
    package init(procedure: String, id: Int64, parent: Int64?, department: String, counterpart: String? = nil, fields: JSONObject) {
      self.procedure = procedure
      self.id = id
      self.parent = parent
      self.department = department
      self.counterpart = counterpart
      self.fields = fields
    }
  }

  /// Gathers what lies around a case. The rules of Measures name the members they read.
  ///
  /// - Parameter earliestOffline: when an offline planned now may start at the earliest (CK9).
  package func context(of facts: CaseFacts, _ input: JSONObject, earliestOffline: Instant, in work: Work) async throws -> JSONObject {
    switch facts.procedure {
    case "exchange.catalogue":
      return object(["liveResources": JSON(try await work.tx.one(RegistryStatements.liveResources, facts.id))])
    case "exchange.resource": return try await resourceContext(facts, input, earliestOffline, work)
    case "exchange.revision": return object(["catalogueCode": JSON(try await work.tx.first(AroundRegistry.code, facts.parent ?? 0))])
    case "exchange.demand":
      return object([
        "alreadyPublished": try await published(facts.fields["name"], facts.counterpart, work),
        "resourceLive": .bool(try await isLive(input["resource"], facts.counterpart, work)),
      ]).filled
    case "exchange.cross-level": return object(["resourceLive": .bool(try await isLive(input["resource"], nil, work, fromAbove: true))])
    case "exchange.no-share": return object(["alreadyPublished": try await published(facts.fields["name"], facts.department, work)]).filled
    case "exchange.quality":
      return object(["everGranted": .bool(try await work.tx.one(AroundRegistry.everGranted, facts.parent ?? 0, facts.department))])
    case "exchange.violation":
      let shared = try await work.tx.all(AroundRegistry.sharedGrants, facts.counterpart ?? "", facts.department)
      return object(["sharedGrants": .array(shared.map { JSON($0) })])
    case "exchange.application": return try await applicationContext(facts, work)
    case "exchange.grant": return try await grantContext(facts, work)
    default: return JSONObject()
    }
  }

  /// The code of the published catalogue that has this name and provider, if any (EX-13a, EX-5.1a).
  private func published(_ name: JSON?, _ provider: String?, _ work: Work) async throws -> JSON {
    guard let name = name?.string, let provider else { return .null }
    return JSON(try await work.tx.first(AroundRegistry.published, name, provider))
  }

  /// Attached, under a published catalogue, of that provider where one is named (EX-13b, EX-11.4b).
  private func isLive(_ resource: JSON?, _ provider: String?, _ work: Work, fromAbove: Bool = false) async throws -> Bool {
    guard let id = resource?.int else { return false }
    return try await work.tx.one(AroundRegistry.isLive, Int64(id), provider, fromAbove)
  }

  private func resourceContext(_ facts: CaseFacts, _ input: JSONObject, _ earliestOffline: Instant, _ work: Work) async throws -> JSONObject {
    var context = JSONObject()
    let catalogue = try await work.tx.first(RegistryStatements.catalogue, facts.parent ?? 0)
    context["catalogueState"] = JSON(catalogue?.state)
    context["catalogueItems"] = JSON((catalogue?.fields["items"]?.array ?? []).compactMap { $0["name"]?.string })
    let items = (catalogue?.fields["items"]?.array ?? []).map(CatalogueItem.init)
    context["hasKey"] = .bool(items.contains(where: \.isKey))
    context["growingItems"] = JSON(items.filter(\.canGrow).map(\.name))
    context["otherKinds"] = JSON(try await work.tx.all(RegistryStatements.otherKinds, facts.parent ?? 0, facts.id))
    context["codeTaken"] = .bool(try await work.tx.one(RegistryStatements.codeTaken, facts.fields["code"]?.string ?? "", facts.id))
    context["grants"] = JSON(try await work.tx.one(RegistryStatements.grantsOfResource, facts.id))
    context["now"] = .string(work.now.text)
    if let planned = try await work.tx.first(RegistryStatements.plannedAt, facts.id) { context["plannedAt"] = JSON(planned) }
    context["earliestOffline"] = .string(earliestOffline.text)
    context["openInterface"] = .bool(try await work.tx.one(AroundRegistry.openInterface, facts.parent ?? 0, facts.id))
    if let check = try await work.tx.first(RegistryStatements.selfCheck, facts.id), case let result = try JSON.parse(check.text),
      result["of"]?.string == Self.checked(facts.fields)
    {
      context["safety"] = result["safety"]?["ok"] ?? false
      context["availability"] = result["availability"]?["ok"] ?? false
    }
    if let pause = try await work.tx.first(RegistryStatements.pausedBy, facts.id) { context["pausedBy"] = .string(pause) }
    guard let id = facts.fields["source"]?.int, let source = try await work.tx.first(RegistryStatements.source, Int64(id)),
      source.department == facts.department
    else { return context }
    context["sourceKind"] = .string(source.kind)
    // Only attaching looks at the columns; no later act or page waits for the provider's machine.
    if input["fields"] == nil, try await work.tx.one(RegistryStatements.isAttached, facts.id) { return context }
    if SourceForm.isTabular(source.kind), let schema = facts.fields["schema"]?.string, let table = facts.fields["table"]?.string,
      let found = try await columns(source, schema, table)
    {
      context["sourceColumns"] = JSON(found)
    }
    return context
  }

  /// Names what a self-check looked at: another source, address or probe needs another check (EX-7c).
  package static func checked(_ fields: JSONObject) -> String {
    var part = JSONObject()
    for name in ["source", "form", "schema", "table", "operations", "required", "probe"] { part[name] = fields[name] }
    return hex(SM3.hash(Array(JSON.object(part).canonical.utf8)))
  }

  private func applicationContext(_ facts: CaseFacts, _ work: Work) async throws -> JSONObject {
    guard let resource = try await work.tx.first(RegistryStatements.applied, facts.parent ?? 0, facts.id) else {
      return object(["resourceState": "draft"])
    }
    let system = facts.fields["system"]?.string ?? ""
    let duplicate = try await work.tx.one(RegistryStatements.underWay, resource.id, facts.department, system, facts.id)
    return object([
      "class": .string(resource.shareClass), "kind": .string(resource.kind), "resourceState": .string(resource.state),
      "own": .bool(resource.provider == facts.department), "materials": resource.materials, "catalogue": JSON(resource.catalogue),
      "conditions": resource.conditions, "duplicate": .bool(duplicate),
      "bounds": JSON(ScopeValues.bounds(kind: resource.kind, items: resource.items, detail: resource.detail)),
      "items": JSON((resource.items.array ?? []).compactMap { $0["name"]?.string }),
      "badAddresses": JSON((facts.fields["addresses"]?.strings ?? []).filter { AddressRange(of: $0) == nil }),
    ])
  }

  private func grantContext(_ facts: CaseFacts, _ work: Work) async throws -> JSONObject {
    guard let row = try await work.tx.first(RegistryStatements.grantFacts, facts.id) else { return JSONObject() }
    // CK7: more than three months, so the provider may act from 00:00 of the day after the last day (K4).
    let months = try await work.tx.first(AroundRegistry.months, "CK7", Day(of: row.lastUse).date).map(Int.init) ?? 3
    let idleFrom = Day(of: row.lastUse).adding(months: months).next.start
    return object([
      "kind": .string(row.kind), "resourceState": .string(row.resourceState), "idleFrom": .string(idleFrom.text),
      "now": .string(work.now.text), "suspendedBy": JSON(row.suspendedBy), "expiresAt": .string(row.expiresAt.text),
    ])
  }

  private func object(_ json: JSON) -> JSONObject { json.object ?? JSONObject() }
}
