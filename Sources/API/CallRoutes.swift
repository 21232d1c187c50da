import Accounts
import JSONText
import Records
import Registry
import Sharing
import Vocabulary

/// What became of calls, what proves it, and how the interfaces serve (EX-8.2, EX-20).
extension Routes {
  var calls: [Route] {
    [
      Route(.get, "/api/v1/calls", .session, "一项授权的调用记录", listCalls),
      Route(.get, "/api/v1/calls/{id}", .session, "一次调用的说明:经过、责任方、下一步", showCall),
      Route(.get, "/api/v1/calls/{id}/evidence", .session, "一次调用的凭据,可离线核验(EX-20)", showEvidence),
      Route(.post, "/api/v1/calls/verify", .any(["bureau.audit", "admin.audit"]), "核验全部调用记录(EX-20)", verifyCalls),
      Route(.get, "/api/v1/interfaces/report", .session, "各接口的调用次数、耗时和失败(from、to)", reportInterfaces),
    ]
  }

  @Sendable func listCalls(_ call: Call) async throws -> Answer {
    guard let id = call.query["grant"].flatMap(Int64.init) else { throw Refused(Refusal.badQuery.saying(["name": "grant"])) }
    let grant = try await desks.registry.grant(id, for: call.someone())
    let rows = try await desks.registry.calls(grant, limit: min(call.page().limit, 1000))
    return Answer(200, ["calls": .array(rows.map(CallJSON.of))])
  }

  @Sendable func showCall(_ call: Call) async throws -> Answer {
    let (id, person) = (call.parameters["id"] ?? "", try call.someone())
    return Answer(200, CallJSON.of(try await online(id) { try await desks.registry.call(id, for: person) }))
  }

  @Sendable func showEvidence(_ call: Call) async throws -> Answer {
    let (id, person) = (call.parameters["id"] ?? "", try call.someone())
    // Members come in the canonical order, so that the answer is the file.
    return Answer(200, try await online(id) { try await desks.proofs.evidence(of: id, for: person) })
  }

  /// A call that is no longer in the database: where it is.
  private func online<Output>(_ id: String, _ look: () async throws -> Output) async throws -> Output {
    do { return try await look() } catch let refused as Refused {
      guard refused.refusals.first?.code == "call.unknown", let archive = try await desks.proofs.archived(id) else { throw refused }
      throw Refused(
        Refusal("call.archived", .missing, "这次调用的记录已归入 \(archive.month) 的归档(\(archive.file)),请向市数据局审计人员查阅", "EX-20"))
    }
  }

  @Sendable func verifyCalls(_ call: Call) async throws -> Answer {
    let report = try await desks.proofs.check()
    let found: JSON = ["whole": .bool(report.fault == nil), "calls": JSON(report.calls)]
    try await desks.records.perform(.account(call.someone().id)) { work in work.note("calls.verify", "calls", found) }
    return Answer(200, report.json)
  }

  @Sendable func reportInterfaces(_ call: Call) async throws -> Answer {
    let period = try call.period()
    let rows = try await desks.registry.interfaceReport(from: period.from, to: period.to, for: call.someone())
    return Answer(
      200, ["from": .string(period.from.text), "to": .string(period.to.text), "interfaces": .array(rows.map(json))])
  }

  private func json(_ use: InterfaceUse) -> JSON {
    func millis(_ micros: Int64?) -> JSON { micros.map { JSON(($0 + 500) / 1000) } ?? .null }
    return [
      "resource": JSON(use.row.code), "title": JSON(use.row.title), "provider": JSON(use.row.provider), "providerName": JSON(use.row.providerName), "calls": JSON(use.row.calls),
      "succeeded": JSON(use.row.succeeded), "p50Millis": millis(use.row.p50), "p95Millis": millis(use.row.p95), "p99Millis": millis(use.row.p99),
      "faults": .array(
        use.faults.map { fault in
          [
            "party": .string(fault.party), "duty": .string(CallExplanation.Duty(fault.party).rawValue), "code": .string(fault.code),
            "calls": JSON(fault.calls),
            "explanation": .string(CallExplanation.of(code: fault.code, status: nil, party: fault.party, admitted: true).sentence),
          ]
        }),
    ]
  }
}
