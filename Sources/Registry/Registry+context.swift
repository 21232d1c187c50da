package import JSONText
import Postgres
package import Records
package import Vocabulary

extension Registry {
  /// What the registry's part of a case looks like to the rules.
  package struct CaseFacts: Sendable {
    package let procedure: String, id: Int64, parent: Int64?, department: String, fields: JSONObject
    package init(procedure: String, id: Int64, parent: Int64?, department: String, fields: JSONObject) {
      self.procedure = procedure
      self.id = id
      self.parent = parent
      self.department = department
      self.fields = fields
    }
  }

  /// Gathers what lies around a case. The rules of Measures name the members they read.
  ///
  /// - Parameter earliestOffline: when an offline planned now may start at the earliest (CK9).
  package func context(of facts: CaseFacts, earliestOffline: Instant, in work: Work) async throws -> JSONObject {
    switch facts.procedure {
    case "exchange.catalogue":
      return object(["liveResources": JSON(try await work.tx.one(RegistryStatements.liveResources, facts.id))])
    case "exchange.resource": return try await resourceContext(facts, earliestOffline, work)
    case "exchange.application": return try await applicationContext(facts, work)
    case "exchange.grant": return try await grantContext(facts, work)
    default: return JSONObject()
    }
  }

  private func resourceContext(_ facts: CaseFacts, _ earliestOffline: Instant, _ work: Work) async throws -> JSONObject {
    var context = JSONObject()
    let catalogue = try await work.tx.first(RegistryStatements.catalogue, facts.parent ?? 0)
    context["catalogueState"] = JSON(catalogue?.state)
    context["catalogueItems"] = JSON((catalogue?.fields["items"]?.array ?? []).compactMap { $0["name"]?.string })
    context["otherKinds"] = JSON(try await work.tx.all(RegistryStatements.otherKinds, facts.parent ?? 0, facts.id))
    context["codeTaken"] = .bool(try await work.tx.one(RegistryStatements.codeTaken, facts.fields["code"]?.string ?? "", facts.id))
    context["grants"] = JSON(try await work.tx.one(RegistryStatements.grantsOfResource, facts.id))
    context["now"] = .string(work.now.text)
    if let planned = try await work.tx.first(RegistryStatements.plannedAt, facts.id) { context["plannedAt"] = JSON(planned) }
    context["earliestOffline"] = .string(earliestOffline.text)
    if let check = try await work.tx.first(RegistryStatements.selfCheck, facts.id) {
      let result = try JSON.parse(check.text)
      context["safety"] = result["safety"]?["ok"] ?? false
      context["availability"] = result["availability"]?["ok"] ?? false
    }
    if let pause = try await work.tx.first(RegistryStatements.pausedBy, facts.id) { context["pausedBy"] = .string(pause) }
    guard let id = facts.fields["source"]?.int, let source = try await work.tx.first(RegistryStatements.source, Int64(id)),
      source.department == facts.department
    else { return context }
    context["sourceKind"] = .string(source.kind)
    // Only attaching looks at the columns; no later act or page waits for the provider's machine.
    if try await work.tx.one(RegistryStatements.isAttached, facts.id) { return context }
    if source.kind == "postgres", let schema = facts.fields["schema"]?.string, let table = facts.fields["table"]?.string,
      let found = try await columns(source, schema, table)
    {
      context["sourceColumns"] = JSON(found)
    }
    return context
  }

  private func applicationContext(_ facts: CaseFacts, _ work: Work) async throws -> JSONObject {
    guard let resource = try await work.tx.first(RegistryStatements.applied, facts.parent ?? 0) else {
      return object(["resourceState": "draft"])
    }
    let system = facts.fields["system"]?.string ?? ""
    let duplicate = try await work.tx.one(RegistryStatements.underWay, resource.id, facts.department, system, facts.id)
    return object([
      "class": .string(resource.shareClass), "kind": .string(resource.kind), "resourceState": .string(resource.state),
      "own": .bool(resource.provider == facts.department), "materials": resource.materials, "duplicate": .bool(duplicate),
      "items": JSON((resource.items.array ?? []).compactMap { $0["name"]?.string }),
    ])
  }

  private func grantContext(_ facts: CaseFacts, _ work: Work) async throws -> JSONObject {
    guard let row = try await work.tx.first(RegistryStatements.grantFacts, facts.id) else { return JSONObject() }
    // CK7: more than three months, so the provider may act from 00:00 of the day after the last day (K4).
    let idleFrom = Day(of: row.lastUse).adding(months: 3).next.start
    return object([
      "kind": .string(row.kind), "resourceState": .string(row.resourceState), "idleFrom": .string(idleFrom.text),
      "now": .string(work.now.text), "suspendedBy": JSON(row.suspendedBy), "expiresAt": .string(row.expiresAt.text),
    ])
  }

  private func object(_ json: JSON) -> JSONObject { json.object ?? JSONObject() }
}
