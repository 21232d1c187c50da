import Accounts
import CaseDesk
import JSONText
import Records
import Vocabulary

/// The address plan of the extranet (NET-5.2).
extension Routes {
  private static let keepers = ["bureau.network"]

  var addresses: [Route] {
    [
      Route(.get, "/api/v1/addresses/pools", .any(Self.keepers + ["bureau.audit"]), "外网地址段和使用率(NET-5.2a)", listPools),
      Route(.post, "/api/v1/addresses/pools", .any(Self.keepers), "登记地址段:range、source、document、on(NET-5.2a)", addPool),
      Route(.get, "/api/v1/addresses/pools/{id}/free", .any(Self.keepers), "一个地址段中可用的地址:length,不作占用", proposeRanges),
      Route(.get, "/api/v1/addresses", .officer, "地址分配;单位只见本单位的(NET-5.2b)", listAllotments),
      Route(.post, "/api/v1/addresses", .officer, "分配地址:range、access、purpose(市数据局,NET-5.2b)", allotRange),
      Route(.post, "/api/v1/addresses/{id}/reclaim", .officer, "回收地址(市数据局)", reclaimRange),
    ]
  }

  private var plan: AddressDesk { AddressDesk(desks.records) }

  @Sendable private func listPools(_ call: Call) async throws -> Answer {
    Answer(200, ["pools": .array(try await plan.pools(for: call.someone()).map(json))])
  }

  @Sendable private func addPool(_ call: Call) async throws -> Answer {
    let (person, form) = (try call.someone(), try call.object(["range", "source", "document", "on"]))
    let range = try range(form)
    guard let day = try call.day("on", in: form) else { throw Refused(Refusal("N40", .form, "请填写on(下达日期)", "NET-5.2a").at("/on")) }
    let (source, document) = (form["source"]?.string ?? "", form["document"]?.string ?? "")
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [plan] work in
      Answer(201, json(try await plan.addPool(range, source: source, document: document, on: day, by: person, in: work)))
    }
  }

  @Sendable private func proposeRanges(_ call: Call) async throws -> Answer {
    guard let length = call.query["length"].flatMap(Int.init), (0...128).contains(length) else { throw Refused(Refusal.badQuery.saying(["name": "length"])) }
    return Answer(200, ["free": JSON(try await plan.propose(length: length, in: call.id()).map(\.description))])
  }

  @Sendable private func listAllotments(_ call: Call) async throws -> Answer {
    let (person, page) = (try call.someone(), try call.page())
    let rows = try await plan.allotments(for: person, pool: call.query["pool"].flatMap(Int64.init), after: page.after, limit: page.limit)
    return Answer(200, ["allotments": .array(rows.map(json)), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null])
  }

  @Sendable private func allotRange(_ call: Call) async throws -> Answer {
    let (person, form) = (try call.someone(), try call.object(["range", "access", "purpose"]))
    let (range, access, purpose) = (try range(form), Int64(form["access"]?.int ?? 0), form["purpose"]?.string ?? "")
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [plan] work in
      Answer(201, json(try await plan.allot(range, to: access, purpose: purpose, by: person, in: work)))
    }
  }

  @Sendable private func reclaimRange(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [plan] work in
      Answer(200, json(try await plan.reclaim(id, by: person, in: work)))
    }
  }

  private func range(_ form: JSONObject) throws -> AddressRange {
    guard let range = form["range"]?.string.flatMap({ AddressRange($0) }) else {
      throw Refused(Refusal("N40", .form, "请填写range(如10.1.8.0/24,主机位须为0)", "NET-5.2b").at("/range"))
    }
    return range
  }

  private func json(_ row: PoolRow) -> JSON {
    [
      "id": JSON(row.id), "range": .string(row.range), "source": .string(row.source), "document": .string(row.document), "on": .string(row.assignedOn.text),
      "usedPercent": .number(String(Double(1_000_000 - row.freeMillionths) / 10_000)), "held": JSON(row.held),
    ]
  }

  private func json(_ row: AllotmentRow) -> JSON {
    [
      "id": JSON(row.id), "pool": JSON(row.pool), "range": .string(row.range), "unit": .string(row.unit), "access": JSON(row.access), "purpose": .string(row.purpose),
      "state": ["code": .string(row.state), "label": .string(row.stateLabel)], "at": .string(row.madeAt.text), "endedAt": JSON(row.endedAt?.text),
    ]
  }
}
