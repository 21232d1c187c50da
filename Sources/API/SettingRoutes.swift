import Accounts
import CaseDesk
import JSONText
import Records
import Vocabulary

/// Numbers that the measure does not give and the bureau sets ([CFG] in Docs/law/EX.md).
extension Routes {
  var settings: [Route] {
    [
      Route(.get, "/api/v1/settings", .session, "系统参数:办法未规定、由市数据局设定的数,含历次设定", listSettings),
      Route(.get, "/api/v1/settings/{name}/effect", .session, "设定前先看影响:value、from,不作改动", previewSetting),
      Route(.put, "/api/v1/settings/{name}", .any(["bureau.operation"]), "设定系统参数,自生效日起适用(市数据局运行管理)", changeSetting),
    ]
  }

  @Sendable private func listSettings(_ call: Call) async throws -> Answer {
    Answer(200, ["settings": .array(try await desks.cases.settings().map(json))])
  }

  /// `{"value": 5, "reason": "…", "from": "2026-12-01"}`; a list where a setting holds several numbers.
  @Sendable private func changeSetting(_ call: Call) async throws -> Answer {
    let (person, name) = (try call.someone(), call.parameters["name"] ?? "")
    let form = try call.object(["value", "reason", "from"])
    let reason = try form.need("reason", max: 300)
    guard let day = try call.day("from", in: form) else {
      throw Refused(Refusal("E59", .form, "请填写from(生效日期,如2026-12-01)", "EX-4a").at("/from"))
    }
    // What is no number is out of every bound.
    let values = form["value"].map { value in (value.array ?? [value]).map { $0.int ?? -1 } } ?? []
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      try await cases.set(name, to: values, reason: reason, from: day, by: person, in: work)
      return Answer(200, ["name": .string(name), "value": form["value"] ?? .null, "from": .string(day.text)])
    }
  }

  /// `?value=5&from=2026-12-01`; several numbers with commas between.
  @Sendable private func previewSetting(_ call: Call) async throws -> Answer {
    guard let day = call.query["from"].flatMap({ Day($0) }) else { throw Refused(Refusal("E59", .form, "请填写from(生效日期,如2026-12-01)", "EX-4a").at("/from")) }
    let values = (call.query["value"] ?? "").split(separator: ",").map { Int($0) ?? -1 }
    let lines = try await desks.cases.effect(of: call.parameters["name"] ?? "", values: values, from: day)
    return Answer(200, ["effect": JSON(lines)])
  }

  private func json(_ line: CaseDesk.SettingLine) -> JSON {
    let setting = line.setting
    func value(_ values: [Int]) -> JSON { setting.most == 1 ? values.first.map { JSON($0) } ?? .null : .array(values.map { JSON($0) }) }
    return [
      "name": .string(setting.name), "title": .string(setting.title), "meaning": .string(setting.meaning),
      "clause": .string(setting.clause.description), "unit": .string(setting.unit), "value": value(line.inForce), "usual": value(setting.usual),
      "bounds": ["min": JSON(setting.bounds.lowerBound), "max": JSON(setting.bounds.upperBound), "most": JSON(setting.most)],
      "history": .array(
        line.history.map { row in
          [
            "value": value(setting.values(row.value)), "from": .string(row.from.text), "reason": .string(row.reason), "by": JSON(row.by),
            "at": JSON(row.at?.text),
          ]
        }),
    ]
  }
}
