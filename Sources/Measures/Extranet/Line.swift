import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let building = State("building", "在建")
  fileprivate static let running = State("running", "在用")
  fileprivate static let faulty = State("faulty", "故障")
  fileprivate static let cut = State("cut", "已切断")
  static let lineIsolated = State("isolated", "应急隔离")
  fileprivate static let stopped = State("stopped", "已停")
}

extension Procedure {
  /// 线路: of one of the two planes, run by that plane's operator, who sees no other (NET-7, NET-10, NET-18, NET §4-2c).
  package static let line = Procedure(
    "extranet.line", "线路", prefix: "XL", beginning: "登记线路", clause: "NET-7a",
    common: Common(notYours: .netNotYours, notNow: .netNotNow, ownCase: .netOwnCase, unseen: .otherPlane),
    seats: [
      Seat(.lineOperator, .owner, role: "operator.network"), Seat(.unit, .counterpart, role: "unit.network"), Seat(.bureau, .bureau, role: "bureau.network"),
      Seat(.system, .system, role: ""),
    ],
    openers: [.lineOperator, .bureau], sides: .toward(field: "unit"),
    facts: [
      Fact("plane", latestIn: "extranet.plane", about: "operator"), Fact("register", latestIn: "extranet.unit", about: "unit", of: .counterpart),
      Fact("access", caseIn: "access"), Fact("incident", caseIn: "incident"),
    ],
    fields: [
      Field("plane", "平面", .choice([.init("one", "一平面"), .init("two", "二平面")]), else: .netMissing), .net("number", "线路编号", max: 100), .net("unit", "接入单位", max: 40),
      Field("access", "接入", .reference, required: false, else: .netMissing), Field("bandwidth", "带宽(Mbps)", .number(1...1_000_000), else: .netMissing),
      .net("from", "起点", max: 500), .net("to", "终点", max: 500), Field("cost", "费用(元/年)", .number(0...100_000_000), required: false, else: .netMissing),
      Field("payer", "费用承担方", .choice(Field.payers), required: false, else: .netMissing).ours,
      Field("incident", "因安全事件隔离", .reference, required: false, else: .netMissing).ours,
      Field("faultSince", "故障开始时间", .instant, required: false, else: .netMissing).ours,
    ],
    papers: [Paper("origin", "存量线路的来源文件", when: .mayBeLaid, else: .netMissing)],
    ends: [.stopped],
    steps: [
      Step("create", "登记在建", by: .lineOperator, .bureau, from: .draft, to: .building, needs: [.form, .rule(.ownPlane), .rule(.accessOfTheUnit)], fills: [.payer]),
      Step("import", "登记存量线路", by: .bureau, from: .draft, to: .running, needs: [.form, .paper("origin"), .rule(.ownPlane), .rule(.accessOfTheUnit)], fills: [.payer]),
      Step("open", "开通", by: .lineOperator, from: .building, to: .running, asks: [Field("on", "开通日期", .date, else: .netMissing)]),
      Step("assign", "归入接入", by: .lineOperator, .bureau, from: .building, .running, going: .same, asks: [Field("access", "接入", .reference, else: .netMissing)],
        needs: [.rule(.accessOfTheUnit)], fills: [.named("access")]),
      Step("change-payer", "改变费用承担方", by: .bureau, from: .building, .running, .faulty, going: .same,
        asks: [Field("payer", "费用承担方", .choice(Field.payers), else: .netMissing), .netReason], needs: [.rule(.payerIsFree)], fills: [.named("payer")],
        denial: .payerByCategory, to: .counterpart),
      Step("fault", "报告故障", by: .lineOperator, .unit, from: .running, to: .faulty, asks: [.since, .net("symptom", "故障现象", max: 2000)], needs: [.rule(.inThePast("since"))],
        fills: [.faultSince]),
      Step("repair", "故障排除", by: .lineOperator, from: .faulty, to: .running, asks: [.mended, .net("cause", "故障原因", max: 2000)],
        needs: [.rule(.inThePast("until")), .rule(.afterItsBeginning)]),
      Step("cut", "切断", by: .system, from: .running, .faulty, to: .cut),
      Step("isolate", "应急隔离", by: .bureau, from: .running, .faulty, to: .lineIsolated, asks: [Field("incident", "安全事件", .reference, else: .netMissing), .netReason],
        needs: [.rule(.incidentIsOpen)], fills: [.named("incident")]),
      Step("restore", "恢复", by: .bureau, from: .lineIsolated, .cut, to: .running, needs: [.rule(.accessIsNotCut)]),
      Step("reconnect", "随接入恢复", by: .system, from: .cut, to: .running),
      Step("stop", "停用", by: .lineOperator, .bureau, .system, from: .building, .running, .faulty, .cut, .lineIsolated, to: .stopped),
    ])
}

extension Field {
  fileprivate static let payers: [Choice] = [.init("unit", "接入单位"), .init("bureau", "市数据局")]
  fileprivate static let since = Field("since", "故障开始时间", .instant, else: .netMissing)
  fileprivate static let mended = Field("until", "恢复时间", .instant, else: .netMissing)
}

extension Fill {
  /// 市级财政预算单位: the bureau pays; everybody else pays for himself (NET-10).
  fileprivate static let payer = Fill("payer", "the bureau for a unit of the city's budget, else the unit") { view, _ in
    view.context["register"]?["budget"]?.bool == true ? "bureau" : "unit"
  }
  fileprivate static let faultSince = Fill("faultSince", "as the act says") { _, act in act.input["since"] }
  fileprivate static func named(_ field: String) -> Fill { Fill(field, "as the act says") { _, act in act.input[field] } }
}

extension Rule {
  /// Of the plane that the bureau's register gives to this operator (NET-7a, NET-7b).
  fileprivate static let ownPlane = Rule("the plane is this operator's", else: .otherPlane) { view, _ in
    view.context["plane"]?["plane"]?.string == view.fields["plane"]?.string
  }
  fileprivate static let accessOfTheUnit = Rule("the access is the unit's and not closed", .netMissing) { view, act in
    guard act.input["access"] ?? view.fields["access"] != nil else { return [] }
    let access = view.context["access"]
    let isRight = access?["procedure"]?.string == "extranet.access" && access?["department"] == view.fields["unit"] && access?["state"]?.string != "closed"
    return isRight ? [] : [Refusal.netMissing.saying(["label": "该单位未关闭的接入"]).at("/access")]
  }
  /// 原则上: only where the unit would pay itself may the bureau take it over, with its reason (NET-10, NET §7.11).
  fileprivate static let payerIsFree = Rule("the unit is not of the city's budget", else: .payerByCategory) { view, _ in view.context["register"]?["budget"]?.bool != true }
  fileprivate static let incidentIsOpen = Rule("the incident is open", .netMissing) { view, _ in
    let incident = view.context["incident"]
    let isOpen = incident?["procedure"]?.string == "extranet.incident" && !["closed", "draft", "discarded"].contains(incident?["state"]?.string)
    return isOpen ? [] : [Refusal.netMissing.saying(["label": "尚未关闭的安全事件"]).at("/incident")]
  }
  fileprivate static let accessIsNotCut = Rule("its access is not cut off", else: Refusal.netNotNow.saying(["state": "接入已切断"])) { view, _ in
    view.context["access"]?["state"]?.string != "cut"
  }
  fileprivate static func inThePast(_ field: String) -> Rule {
    Rule("\(field) is not after now", .netMissing) { view, act in
      guard let at = act.input[field]?.string.flatMap(Instant.init), let now = view.now else { return [] }
      return at <= now ? [] : [Refusal.netMissing.saying(["label": "不晚于现在的时间"]).at("/\(field)")]
    }
  }
  fileprivate static let afterItsBeginning = Rule("it was mended after it began", .netMissing) { view, act in
    guard let since = view.fields["faultSince"]?.string.flatMap(Instant.init), let until = act.input["until"]?.string.flatMap(Instant.init) else { return [] }
    return since <= until ? [] : [Refusal.netMissing.saying(["label": "不早于故障开始的恢复时间"]).at("/until")]
  }
}

extension Refusal {
  static let otherPlane = Refusal("N12", .role, "仅可管理本平面线路", "NET-7a")
  static let payerByCategory = Refusal("N15", .role, "费用承担方由单位类别确定", "NET-10")
}
