import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let running = State("running", "在用")
  fileprivate static let exempted = State("exempted", "在用(例外)")
  fileprivate static let migrating = State("migrating", "迁移中")
  fileprivate static let merged = State("merged", "已融合")
  fileprivate static let kept = State("kept", "国家规定保留")
  fileprivate static let confirming = State("confirming", "待确认")
  fileprivate static let refused = State("refused", "不予新建")
}

extension Procedure {
  /// 业务专网: none is built or expanded unless the State provides so or the bureau excepts it; those that are there migrate into the extranet
  /// (NET-4b, NET-4c, NET §4-7).
  package static let privateNetwork = Procedure(
    "extranet.private-network", "业务专网", prefix: "ZW", beginning: "登记业务专网", clause: "NET-4b", common: .extranet,
    seats: [Seat(.unit, .owner, role: "unit.network"), Seat(.bureau, .bureau, role: "bureau.network")],
    openers: [.unit, .bureau],
    fields: [
      .net("name", "专网名称"), Field("work", "登记类型", .choice([.init("existing", "现有"), .init("new", "新建"), .init("expand", "扩建")]), else: .netMissing),
      .net("use", "承载业务", max: 2000), .net("basisTitle", "国家规定名称", max: 300, required: false), .net("basisNumber", "文号", max: 100, required: false),
      Field("exception", "申请例外", .flag, required: false, else: .netMissing), .net("exceptionReason", "例外理由", max: 2000, required: false),
      Field("illegal", "违规新建", .flag, required: false, else: .netMissing),
    ],
    papers: [Paper("basis", "国家规定文件", when: .mayBeLaid, else: .noNewNetwork)],
    ends: [.merged, .kept, .refused],
    steps: [
      Step("register", "登记", by: .unit, .bureau, from: .draft, to: .running, when: .isThere, needs: [.form, .rule(.bureauMarks)]),
      Step("register", "申请登记", by: .unit, .bureau, from: .draft, to: .confirming, when: .isToBeBuilt, needs: [.form, .rule(.basisOrException), .rule(.bureauMarks)]),
      Step("confirm", "确认国家另行规定", by: .bureau, from: .confirming, to: .kept, asks: [.net("note", "核对结论", max: 2000)],
        needs: [.anotherPerson(than: "register"), .rule(.basisNamed)]),
      Step("except", "准予例外", by: .bureau, from: .confirming, to: .exempted, asks: [.netReason], needs: [.anotherPerson(than: "register")]),
      Step("refuse", "不予新建", by: .bureau, from: .confirming, to: .refused, asks: [.netReason], needs: [.anotherPerson(than: "register")]),
      Step("plan", "制定迁移计划", by: .unit, from: .running, .exempted, to: .migrating,
        asks: [.net("plan", "迁移计划", max: 4000), Field("target", "计划完成日期", .date, else: .netMissing)]),
      Step("done", "确认已融合", by: .bureau, from: .migrating, to: .merged),
      Step("give-up", "中止迁移", by: .unit, from: .migrating, to: .running, asks: [.netReason]),
      Step("keep", "按国家规定保留", by: .bureau, from: .running, .exempted, to: .kept,
        asks: [.net("basisTitle", "国家规定名称", max: 300, else: .noNewNetwork), .net("basisNumber", "文号", max: 100, else: .noNewNetwork)]),
    ])
}

extension Condition {
  fileprivate static let isThere = Condition("现有") { $0.fields["work"]?.string == "existing" }
  fileprivate static let isToBeBuilt = Condition("新建、扩建") { $0.fields["work"]?.string != "existing" }
}

extension Rule {
  /// A document of the State, or a request for an exception with its reason (NET-4b).
  fileprivate static let basisOrException = Rule("the State provides so, or an exception is asked for", else: .noNewNetwork) { view, _ in
    let isAsked = view.fields["exception"]?.bool == true && view.fields["exceptionReason"]?.string?.isEmpty == false
    return isAsked || hasBasis(view)
  }
  fileprivate static let basisNamed = Rule("the State's document is there", else: .noNewNetwork) { view, _ in hasBasis(view) }
  /// What was found already built is the bureau's to record as against the rule.
  fileprivate static let bureauMarks = Rule("only the bureau marks what was built against the rule", else: Refusal.netNotYours.saying(["party": "市数据局"])) { view, act in
    view.fields["illegal"]?.bool != true || act.party == .bureau
  }

  private static func hasBasis(_ view: CaseView) -> Bool {
    ["basisTitle", "basisNumber"].allSatisfy { view.fields[$0]?.string?.isEmpty == false } && view.papers.contains("basis")
  }
}
