import JSONText
import Vocabulary
package import Workflow

extension State {
  static let accessOpen = State("open", "已开通")
  static let accessCut = State("cut", "已切断")
  fileprivate static let closed = State("closed", "已关闭")
}

extension Procedure {
  /// 接入: opened by an application that went all its five steps; cut and restored for a problem, closed by a closing application (NET §4-2).
  package static let access = Procedure(
    "extranet.access", "接入", prefix: "WJ", clause: "NET-12.5", revision: 2, adopts: [1], common: .extranet,
    seats: [Seat(.unit, .owner, role: "unit.network"), Seat(.bureau, .bureau, role: "bureau.network"), Seat(.system, .system, role: "")],
    openers: [], under: ["extranet.application"],
    fields: Field.access, opens: .accessOpen, ends: [.closed],
    steps: [
      Step("change", "变更", by: .system, from: .accessOpen, .accessCut, going: .same, amends: true, unamended: .netMissing),
      Step("cut", "切断", by: .system, from: .accessOpen, to: .accessCut, moves: [.naming(procedure: "extranet.line", field: "access", "cut")]),
      Step("restore", "恢复", by: .system, from: .accessCut, to: .accessOpen, moves: [.naming(procedure: "extranet.line", field: "access", "reconnect")], premature: [.closed: .applyAnew]),
      Step("close", "关闭", by: .system, from: .accessOpen, .accessCut, to: .closed, effects: [.reclaimAddresses],
        moves: [
          .naming(procedure: "extranet.line", field: "access", "stop"), .naming(procedure: "extranet.application", field: "access", "access-closed"),
        ]),
    ])

  /// 关闭申请: a unit that no longer uses its access says so; the bureau closes the link and says so in writing (NET-13).
  package static let closing = Procedure(
    "extranet.closing", "关闭申请", prefix: "GB", beginning: "申请关闭接入", clause: "NET-13a", revision: 2, adopts: [1], common: .extranet,
    seats: [Seat(.unit, .owner, role: "unit.network"), Seat(.bureau, .bureau, role: "bureau.network")],
    openers: [.unit, .bureau], sides: .ofParent, under: ["extranet.access"],
    fields: [.net("reason", "关闭原因", max: 2000), .net("links", "线路", max: 500, required: false)],
    ends: [.netDone, .netFailed, .withdrawn],
    steps: [
      Step("submit", "提交", by: .unit, .bureau, from: .draft, to: .netReview, needs: [.form, .rule(.accessLives)]),
      Step("approve", "同意关闭", by: .bureau, from: .netReview, to: .closingDown, needs: [.anotherPerson(than: "submit")]),
      Step("reject", "审核未通过", by: .bureau, from: .netReview, to: .netFailed, asks: [.whyNot], needs: [.anotherPerson(than: "submit")]),
      Step("close-link", "链路已关闭", by: .bureau, from: .closingDown, to: .noticing, asks: [Field("on", "关闭日期", .date, else: .netMissing)]),
      Step("notice", "发出书面通知", by: .bureau, from: .noticing, to: .netDone, asks: [.net("number", "通知文号", max: 100, else: .noWrittenNotice)], moves: [.above("close")],
        premature: [.closingDown: .noWrittenNotice]),
      Step("receipt", "签收书面通知", by: .unit, from: .netDone, going: .same, needs: [.rule(.noticeNotReceipted)]),
      Step("withdraw", "撤回", by: .unit, .bureau, from: .netReview, to: .withdrawn, drops: true),
    ])
}

extension State {
  static let netReview = State("review", "待审核")
  static let netFailed = State("failed", "审核未通过")
  static let netDone = State("done", "已完成")
  fileprivate static let closingDown = State("closing", "待关闭")
  fileprivate static let noticing = State("noticing", "待通知")
}

extension Field {
  /// What an access is, as it was applied for.
  static let access: [Field] = [
    Field("category", "接入情形", .choice(categories), else: .noCategory), .net("way", "接入方式", else: .noWay), .net("range", "接入范围", max: 1000, else: .noRange),
    .net("place", "接入地址", max: 500, else: .noPlace), Field("plane", "平面", .choice([.init("one", "一平面"), .init("two", "二平面"), .init("both", "双平面")]), else: .netMissing),
    Field("bandwidth", "带宽(Mbps)", .number(1...1_000_000), else: .netMissing), Field("terminals", "终端数", .number(0...1_000_000), required: false, else: .netMissing),
    .net("target", "由本部门归口的单位", required: false),
  ] + responsibility
  private static let categories: [Choice] = [
    .init("1", "第一项:市级党政机关及直属单位"), .init("2", "第二项:中央、国家部门要求接入的驻嘉单位"), .init("3", "第三项:法律法规授权的组织"), .init("4", "第四项:履职确需接入的其他单位"),
  ]
  static let whyNot = Field("reason", "未通过的理由", .text(max: 2000), else: .noRejectReason)
}

extension Rule {
  fileprivate static let noticeNotReceipted = Rule("the notice was not receipted yet", else: Refusal.netNotNow.saying(["state": "书面通知已签收"])) { view, _ in view.order["receipt"] == nil }
  fileprivate static let accessLives = Rule("the access is not closed yet", else: .accessClosed) { view, _ in view.context["parentState"]?.string != "closed" }
}

extension Refusal {
  static let noCategory = Refusal("N16", .form, "请选择符合第十一条的接入情形", "NET-11")
  static let noWay = Refusal("N23", .form, "请填写接入方式", "NET-12.1")
  static let noRange = Refusal("N23", .form, "请填写接入范围", "NET-12.1")
  static let noPlace = Refusal("N23", .form, "请填写接入地址", "NET-12.1")
  static let noRejectReason = Refusal("N26", .form, "请说明未通过的理由", "NET-12.2b")
  static let accessClosed = Refusal("N24", .state, "该接入已关闭,不能变更", "NET-12.1")
  static let noWrittenNotice = Refusal("N31", .state, "须书面通知接入单位", "NET-13a")
  static let applyAnew = Refusal("N32", .state, "已关闭的接入须重新申请并提供依据", "NET-13b")
}
