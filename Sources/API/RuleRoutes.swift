import Accounts
import CaseDesk
import JSONText
import Records
import Vocabulary

extension Routes {
  var rules: [Route] {
    [
      Route(.get, "/api/v1/clocks/rules", .session, "各时限的长度、依据和生效日期(EX §7.23)", listRules),
      Route(.post, "/api/v1/clocks/rules", .any(["bureau.operation"]), "规定新的时限长度,自生效日起开始的时限适用(EX §7.23)", addRule),
      Route(.get, "/api/v1/clocks/{id}/explain", .session, "一个时限为何在该日到期,逐日说明", explainClock),
    ]
  }

  @Sendable func listRules(_ call: Call) async throws -> Answer {
    let rows = try await desks.cases.rules()
    return Answer(
      200,
      [
        "rules": .array(
          rows.map {
            [
              "code": .string($0.code), "length": JSON(Int($0.length)), "unit": .string($0.unit),
              "text": JSON(Span.Unit(rawValue: $0.unit)?.label), "source": .string($0.source),
              "from": .string($0.from.text), "inForce": .bool($0.isInForce),
            ]
          })
      ])
  }

  @Sendable func addRule(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let form = try call.object(["code", "length", "source", "from"])
    let (code, source) = (try form.need("code", max: 20), try form.need("source", max: 300))
    guard let length = form["length"]?.int else { throw Refused(Refusal("E59", .form, "请填写length", "EX-14c").at("/length")) }
    guard let day = form["from"]?.string.flatMap({ Day($0) }) else { throw Refused(Refusal("E59", .form, "请填写from(如2026-12-01)", "EX-14c").at("/from")) }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      try await cases.setRule(code, length: length, source: source, from: day, by: person, in: work)
      return Answer(201, ["code": .string(code), "from": .string(day.text)])
    }
  }

  @Sendable func explainClock(_ call: Call) async throws -> Answer { try await desks.cases.explain(clock: call.id(), for: call.someone()) }
}
