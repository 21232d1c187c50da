import Workflow
import Sharing
import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Registry
import Vocabulary

extension Routes {
  @Sendable func listGrants(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let rows = try await desks.registry.grants(for: call.someone(), after: page.after, limit: page.limit)
    return Answer(200, ["grants": .array(rows.map(json)), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null])
  }

  /// What the provider may revoke for disuse; revoking is its own act (EX-11.2c).
  @Sendable func listIdle(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let rows = try await desks.registry.idleGrants(for: call.someone(), after: page.after, limit: page.limit)
    let grants: [JSON] = rows.map {
      [
        "id": JSON($0.id), "number": .string($0.number), "department": .string($0.department), "provider": .string($0.provider),
        "code": .string($0.code), "title": .string($0.title), "lastUse": .string($0.lastUse.text), "idleFrom": .string($0.idleFrom.text),
      ]
    }
    return Answer(200, ["grants": .array(grants), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null])
  }

  @Sendable func refuseGrant(_ call: Call) async throws -> Answer { throw Refused(.applyInstead) }
  @Sendable func refuseChange(_ call: Call) async throws -> Answer { throw Refused(.grantFixed) }

  @Sendable func showGrant(_ call: Call) async throws -> Answer {
    Answer(200, json(try await desks.registry.grant(call.id(), for: call.someone())))
  }

  /// What the holder may call, for programs and for the portal's samples.
  @Sendable func describeGrant(_ call: Call) async throws -> Answer {
    let grant = try await desks.registry.grant(call.id(), for: call.someone())
    guard grant.kind == "interface", let behind = try await desks.registry.interface(behind: grant) else {
      throw Refused(Refusal("grant.kind", .missing, "库表和文件交付到前置区,没有接口说明", "EX-8"))
    }
    let last = Day(of: Instant(microseconds: grant.expiresAt.microseconds - 1)).text
    let document = GrantDocument(
      .init(number: grant.number, title: grant.title, code: grant.code, manner: grant.manner, items: grant.items, until: last), detail: behind.detail,
      items: behind.items, scope: behind.scope)
    return Answer(200, document.openAPI(gateway: desks.gateway))
  }

  /// The code is shown in this answer alone. A replayed request must not show it again, so the kept answer is the one without it.
  @Sendable func makeCode(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    let form = try call.object(["replace", "days"])
    guard let replacement = Replacement(rawValue: form["replace"]?.string ?? "first") else { throw Refused(Refusal.badQuery.saying(["name": "replace"])) }
    // A number that is none is refused like one that is too large.
    let days = form["days"].map { $0.int ?? -1 }
    let code = try await desks.records.perform(.account(person.id)) { [registry = desks.registry] work in
      try await registry.makeCode(id, replacement, grace: days, by: person, in: work)
    }
    return Answer(201, ["code": .string(code.text), "keyId": .string(code.keyID)])
  }

  /// A draft of the holder's with what the grant gave; its way from there is that of any application (EX-11.2b).
  @Sendable func renewGrant(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let grant = try await desks.registry.grant(call.id(), for: person)
    let given = CaseDesk.Given(grant: grant.id, items: grant.items, months: Int(grant.months))
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      let (row, isNew) = try await cases.renew(given, by: person, in: work)
      return Answer(isNew ? 201 : 200, CaseJSON.of(try await cases.page(row, for: person, in: work)))
    }
  }

  @Sendable func listDeliveries(_ call: Call) async throws -> Answer {
    let grant = try await desks.registry.grant(call.id(), for: call.someone())
    let rows = try await desks.registry.deliveries(grant, limit: call.page().limit)
    return Answer(200, ["deliveries": .array(rows.map(DeliveryJSON.of))])
  }

  @Sendable func deliverNow(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let grant = try await desks.registry.grant(call.id(), for: person)
    guard try await desks.registry.mayReceive(person, for: grant.department) else {
      throw Refused(Refusal.notAllowed.saying(["who": "使用部门(取数/授权码)"]))
    }
    guard grant.kind != "interface" else { throw Refused(Refusal("delivery.kind", .form, "服务接口凭授权码调用,没有交付", "EX-8")) }
    guard grant.state == "in-force" else { throw Refused(.grantEnded) }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { work in
      // K9: the term is judged now, not by what a timer has recorded.
      guard work.now < grant.expiresAt else { throw Refused(.grantEnded) }
      let key = "deliver/\(grant.id)/\(work.now.microseconds)"
      try await work.queue("deliver", key: key, ["grant": JSON(grant.id)])
      work.note("delivery.ask", "case:\(grant.id)")
      return Answer(202, ["grant": JSON(grant.id)])
    }
  }

  private func json(_ row: GrantRow) -> JSON {
    [
      "id": JSON(row.id), "number": .string(row.number),
      "state": ["code": .string(row.state), "label": .string(Measure.procedure("exchange.grant")?.state(row.state)?.label ?? row.state)],
      "application": JSON(row.application), "department": .string(row.department), "provider": .string(row.provider),
      "system": .string(row.system), "manner": .string(row.manner), "items": JSON(row.items), "months": JSON(Int(row.months)),
      "grantedAt": .string(row.grantedAt.text), "expiresAt": .string(row.expiresAt.text), "agreement": .string(row.agreement),
      "resource": [
        "id": JSON(row.resource), "code": .string(row.code), "title": .string(row.title), "kind": .string(row.kind),
        "state": .string(row.resourceState),
      ], "hasCode": .bool(row.hasCode), "access": access(row),
    ]
  }

  /// How the data are had (EX-15): by code at the gateway, or in the landing area under provider and resource.
  private func access(_ row: GrantRow) -> JSON {
    switch row.kind {
    case "interface": ["means": "授权码", "address": .string("/svc/\(row.code)"), "hasCode": .bool(row.hasCode)]
    case "table": ["means": "前置区库表", "schema": .string(row.provider), "view": .string(row.code)]
    default: ["means": "前置区文件", "path": .string("\(row.provider)/\(row.code)/current")]
    }
  }
}
