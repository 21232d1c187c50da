import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

/// An application as a careful clerk fills it in.
private enum Filled {
  static func view(_ state: String = "draft", class shareClass: String = "unconditional", kind: String = "table") throws -> CaseView {
    let fields = try JSON.parse(
      """
      {"system":"网站监测","purpose":"履行网站日常监管职责","scene":"每周检查","flow":"只进入监测库","manner":"batch",
       "items":[{"name":"no","use":"对照"},{"name":"name","use":"对照"}],"months":12,"contact":"张三","phone":"0937-1234567",
       "safety":"专人专机","commitment":true}
      """)
    let context = try JSON.parse(
      """
      {"class":"\(shareClass)","kind":"\(kind)","resourceState":"attached","own":false,"duplicate":false,
       "items":["no","name","owner"],"materials":[{"name":"letter","label":"公函","required":true}]}
      """)
    let procedure = Procedure.application
    return CaseView(
      state: procedure.state(state) ?? .draft, fields: fields.object ?? JSONObject(), papers: ["letter"],
      context: context.object ?? JSONObject())
  }

  static func codes(_ step: String, by party: Party, _ person: Int64 = 2, _ input: String = "{}", on view: CaseView) throws -> [String] {
    do {
      _ = try Procedure.application.decide(Act(step, by: party, person, JSON.parse(input).object ?? JSONObject()), on: view)
      return []
    } catch let refused as Refused {
      return refused.refusals.map(\.code)
    }
  }
}

@Suite struct `EX-12 and EX-14 application` {
  @Test(.clause("EX-14a", "EX-14c"), arguments: [("unconditional", "待平台审核", "CK1"), ("conditional", "待部门审核", "CK2")])
  func `goes to the reviewer of its class and starts that clock`(shareClass: String, state: String, clock: String) throws {
    let sent = try Procedure.application.decide(Act("submit", by: .user, 1), on: Filled.view(class: shareClass))
    #expect(sent.to.label == state && sent.starts.map(\.code) == [clock])
  }

  @Test(.clause("EX-5.1b")) func `EX-5.1b names the missing listed material`() throws {
    var view = try Filled.view()
    view.papers = []
    #expect(try Filled.codes("submit", by: .user, on: view) == ["E59"])
  }

  @Test(.clause("EX-12b")) func `EX-12b of an interface wants the stamped form`() throws {
    #expect(try Filled.codes("submit", by: .user, on: Filled.view(kind: "interface")) == ["E60", "E60"])
    var sealed = try Filled.view(kind: "interface")
    sealed.fields["sealed"] = true
    #expect(try Filled.codes("submit", by: .user, on: sealed) == ["E60"])
    sealed.papers.insert("stamped-form")
    #expect(try Filled.codes("submit", by: .user, on: sealed) == [])
  }

  @Test(.clause("EX-12a"), arguments: [
    ("months", "40", "E49"), ("items", "[]", "E44"), ("items", #"[{"name":"secret","use":"x"}]"#, "E44"), ("commitment", "false", "E48"),
    ("purpose", "\"\"", "E59"),
  ])
  func `names what is wrong with the form`(field: String, value: String, code: String) throws {
    var view = try Filled.view()
    view.fields[field] = try JSON.parse(value)
    #expect(try Filled.codes("submit", by: .user, on: view) == [code])
  }

  @Test(.clause("EX-11.1b")) func `EX-11.1b asks why all items are wanted`() throws {
    var view = try Filled.view()
    view.context["items"] = ["no", "name"]
    #expect(try Filled.codes("submit", by: .user, on: view) == ["E44"])
    view.fields["allReason"] = "逐项都要对照"
    #expect(try Filled.codes("submit", by: .user, on: view) == [])
  }

  @Test(.clause("EX-11.1a"), arguments: [
    ("table", #"["no"]"#, #"{"no":["1"]}"#, []), ("table", #"["no"]"#, #"{"city":"x"}"#, ["E59"]), ("folder", "[]", #"{"path":"a"}"#, ["E59"]), ("folder", "[]", "{}", []),
  ] as [(String, String, String, [String])])
  func `names what the resource has as its scope`(kind: String, bounds: String, scope: String, codes: [String]) throws {
    var view = try Filled.view(kind: kind)
    view.fields["scope"] = try JSON.parse(scope)
    view.context["bounds"] = try JSON.parse(bounds)
    #expect(try Filled.codes("submit", by: .user, on: view).filter { $0 == "E59" } == codes)
  }

  @Test(.clause("EX-11"), arguments: [("own", "true", "E42"), ("duplicate", "true", "E74"), ("resourceState", "\"offline-planned\"", "E78")])
  func `is refused by what lies around it`(member: String, value: String, code: String) throws {
    var view = try Filled.view()
    view.context[member] = try JSON.parse(value)
    #expect(try Filled.codes("submit", by: .user, on: view) == [code])
  }

  @Test func `EX-7.19 is not decided by who submitted it`() throws {
    var view = try Filled.view("platform-review")
    view.actedBy = ["submit": 2]
    #expect(try Filled.codes("approve", by: .bureau, on: view) == ["E75"])
  }

  @Test(.clause("EX-14c")) func `EX-14c of conditional data is not decided by the bureau`() throws {
    #expect(try Filled.codes("approve", by: .bureau, on: Filled.view("provider-review")) == ["E02"])
  }

  @Test(.clause("EX-5.2a")) func `EX-5.2a rejected without anything, names ground, reason and basis together`() throws {
    #expect(try Filled.codes("reject", by: .provider, on: Filled.view("provider-review")) == ["E13", "E15", "E16"])
  }

  @Test(.clause("EX-5.3a", "EX-5.3b"), arguments: [
    (#"{"ground":"untrue","reason":"不行","basis":"第十四条"}"#, ["E15"]),
    (#"{"ground":"untrue","reason":"未收到纸质申请表","basis":"第十四条"}"#, ["E17"]),
    (#"{"ground":"untrue","reason":"与职责无关","basis":"第十四条","material":"会议纪要"}"#, ["E08"]),
    (#"{"ground":"untrue","reason":"与职责无关","basis":"第十四条","material":"公函"}"#, []),
    (#"{"ground":"untrue","reason":"纸质档案尚未数字化,缺少所申请的数据项","basis":"第五条"}"#, []),
  ])
  func `EX-5.3 rejected only with lawful words`(input: String, codes: [String]) throws {
    #expect(try Filled.codes("reject", by: .provider, 2, input, on: Filled.view("provider-review")) == codes)
  }

  @Test(.clause("EX-11.1b"), arguments: [
    (#"{"months":24}"#, ["E45"]), (#"{"items":["owner"]}"#, ["E45", "E15"]), (#"{"months":6}"#, ["E15"]),
    (#"{"months":6,"reason":"先试用半年"}"#, []), (#"{"items":["no"],"reason":"名称与职责无关"}"#, []),
  ])
  func `EX-11.1b granted is never more than applied for`(input: String, codes: [String]) throws {
    #expect(try Filled.codes("approve", by: .bureau, 2, input, on: Filled.view("platform-review")) == codes)
  }

  @Test func `is refused in the wrong state, and of items named twice`() throws {
    #expect(try Filled.codes("approve", by: .bureau, on: Filled.view("granted")) == ["E76"])
    var view = try Filled.view()
    view.fields["items"] = [["name": "no", "use": "对照"], ["name": "no", "use": "再对照"]]
    #expect(try Filled.codes("submit", by: .user, on: view) == ["E44"])
  }

  @Test(.clause("EX-14b")) func `EX-14b urgent is the bureau's entry, with who called, when and why`() throws {
    var view = try Filled.view(class: "conditional")
    view.fields["urgent"] = true
    #expect(try Filled.codes("submit", by: .user, on: view) == ["E02"])
    #expect(try Filled.codes("submit", by: .bureau, on: view) == ["E66", "E66", "E66"])
    view.fields["urgentContact"] = "王五"
    view.fields["urgentAt"] = "2026-11-25T09:00:00+08:00"
    view.fields["urgentReason"] = "防汛值守"
    let sent = try Procedure.application.decide(Act("submit", by: .bureau, 2), on: view)
    #expect(sent.to.label == "待部门审核" && sent.effects == [.urge] && sent.starts.map(\.code) == ["CK2"])
  }

  @Test(.clause("EX-13b")) func `EX-13b from an implemented demand and unchanged it needs no second review`() throws {
    var view = try Filled.view(class: "conditional")
    view.context["confirmedDemand"] = true
    let sent = try Procedure.application.decide(Act("submit", by: .user, 1), on: view)
    #expect(sent.to.label == "已授权" && sent.effects == [.createGrant] && sent.starts.isEmpty)
  }

  @Test(.clause("EX-16")) func `EX-16 is decided anew on a settled dispute, with a fresh clock`() throws {
    var view = try Filled.view("denied")
    #expect(try Filled.codes("reopen", by: .bureau, 2, #"{"dispute":3}"#, on: view) == ["dispute.unsettled"])
    view.context["settledDisputes"] = [3]
    let input = try JSON.parse(#"{"dispute":3}"#).object ?? JSONObject()
    let reopened = try Procedure.application.decide(Act("reopen", by: .bureau, 2, input), on: view)
    #expect(reopened.to.label == "待部门审核" && reopened.starts.map(\.code) == ["CK2"])
  }

  @Test(.clause("EX-5.2a")) func `EX-5.2a an unmet condition is one of the published`() throws {
    var view = try Filled.view("provider-review")
    view.context["conditions"] = ["履职需要", "签订保密协议"]
    func codes(_ condition: String) throws -> [String] {
      try Filled.codes(
        "reject", by: .provider, 2, #"{"ground":"condition-unmet","reason":"未签订保密协议","basis":"第五条"\#(condition)}"#, on: view)
    }
    #expect(try codes("") == ["E13"])
    #expect(try codes(#","condition":"未盖章""#) == ["E13"])
    #expect(try codes(#","condition":"3""#) == ["E13"])
    #expect(try codes(#","condition":"2""#) == [])
    #expect(try codes(#","condition":"签订保密协议""#) == [])
  }

  @Test func `EX-5 and EX-11.1c another manner is described, and addresses can be read`() throws {
    var view = try Filled.view()
    view.fields["manner"] = "other"
    #expect(try Filled.codes("submit", by: .user, on: view) == ["E59"])
    view.fields["mannerNote"] = "现场查阅"
    view.context["badAddresses"] = ["不是地址"]
    #expect(try Filled.codes("submit", by: .user, on: view) == ["E59"])
  }

  @Test(.clause("EX-14b")) func `EX-14b nobody called in the future, nor without a reason`() throws {
    var view = try Filled.view(class: "conditional")
    for (name, value) in [("urgentContact", "王五"), ("urgentAt", "2026-11-25T09:00:00+08:00"), ("urgentReason", "防汛值守")] { view.fields[name] = .string(value) }
    view.fields["urgent"] = true
    view.context["now"] = "2026-11-25T08:59:00+08:00"
    #expect(try Filled.codes("submit", by: .bureau, on: view) == ["E66"])
    view.context["now"] = "2026-11-25T09:00:00+08:00"
    view.fields["urgentReason"] = "无"
    #expect(try Filled.codes("submit", by: .bureau, on: view) == ["E66"])
  }

  @Test(.clause("EX-16")) func `EX-16 is not decided anew on a resource that has gone, nor beside another one`() throws {
    var view = try Filled.view("denied")
    view.context["settledDisputes"] = [3]
    view.context["resourceState"] = "offline"
    #expect(try Filled.codes("reopen", by: .bureau, 2, #"{"dispute":3}"#, on: view) == ["E78"])
    view.context["resourceState"] = "attached"
    view.context["duplicate"] = true
    #expect(try Filled.codes("reopen", by: .bureau, 2, #"{"dispute":3}"#, on: view) == ["E74"])
    var late = try Filled.view("provider-review")
    late.context["resourceState"] = "offline"
    #expect(try Filled.codes("approve", by: .provider, on: late) == ["E78"])
  }

  @Test func `never hangs on data that are not shared`() {
    #expect(Procedure.application.notUnder["exchange.no-share"]?.code == "E12")
  }
}
