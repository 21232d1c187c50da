import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let registered = State("registered", "已登记")
  fileprivate static let notified = State("notified", "已通知")
  fileprivate static let handling = State("handling", "处置中")
  fileprivate static let rechecking = State("rechecking", "待复核")
  fileprivate static let refusing = State("refusing", "拒不履行")
  fileprivate static let rectifying = State("rectifying", "限期整改")
  fileprivate static let cleared = State("cleared", "已销号")
  fileprivate static let voided = State("voided", "已作废")
}

extension Procedure {
  /// 安全检查问题: found by the bureau, handled by the unit in the time that the notice gives; whoever refuses is cut off by two persons and ordered to
  /// rectify (NET-20, NET §4-3).
  package static let problem = Procedure(
    "extranet.problem", "安全检查问题", prefix: "WT", beginning: "登记安全问题", clause: "NET-20a", revision: 2, adopts: [1], common: .extranet,
    seats: [Seat(.bureau, .owner, role: "bureau.network-safety"), Seat(.unit, .counterpart, role: "unit.network")],
    openers: [.bureau], sides: .toward(field: "unit"), facts: [Fact("whose", departmentOf: .counterpart)],
    fields: [
      .net("unit", "外网接入单位", max: 40), .net("description", "问题描述", max: 4000),
      Field("severity", "严重程度", .choice([.init("general", "一般"), .init("serious", "严重"), .init("critical", "紧急")]), else: .netMissing),
      .net("inspection", "检查任务", required: false), Field("access", "涉及的接入", .reference, required: false, else: .netMissing),
    ] + Field.responsibility,
    papers: [
      Paper("proof", "处置证明", during: .notified, .handling, .rectifying, else: .netMissing), Paper("order", "限期整改通知书", during: .refusing, else: .netMissing),
    ],
    opens: .registered, ends: [.cleared, .voided],
    steps: [
      Step("notify", "通知整改", by: .bureau, from: .registered, to: .notified, asks: [.until], needs: [.form, .rule(.dueLater)], fills: Fill.responsibility),
      Step("respond", "答复,着手处置", by: .unit, from: .notified, to: .handling, asks: [.net("response", "处置措施", max: 2000)]),
      Step("report", "报送处置结果", by: .unit, from: .notified, .handling, to: .rechecking, asks: [.net("result", "处置结果", max: 4000)], needs: [.paper("proof")]),
      Step("report", "报送整改结果", by: .unit, from: .rectifying, to: .rechecking, asks: [.net("result", "处置结果", max: 4000)], needs: [.paper("proof")]),
      Step("accept", "复核通过,销号", by: .bureau, from: .rechecking, to: .cleared, when: .notCut),
      Step("accept", "复核通过,销号并恢复接入", by: .bureau, from: .rechecking, to: .cleared, when: .wasCut, moves: [.on(field: "access", "restore")]),
      Step("refuse", "复核不通过", by: .bureau, from: .rechecking, to: .notified, when: .notCut, asks: [.netReason, .until], needs: [.rule(.dueLater)]),
      Step("refuse", "复核不通过", by: .bureau, from: .rechecking, to: .rectifying, when: .wasCut, asks: [.netReason, .until], needs: [.rule(.dueLater)]),
      Step("extend", "延长期限", by: .bureau, from: .notified, .handling, going: .same, asks: [.netReason, .until], needs: [.rule(.dueLater)],
        shifts: [.rename("NK3", field: "due")]),
      Step("extend", "延长整改期限", by: .bureau, from: .rectifying, going: .same, asks: [.netReason, .until], needs: [.rule(.dueLater)],
        shifts: [.rename("NK4", field: "due")]),
      Step("determine", "认定拒不履行", by: .bureau, from: .notified, .handling, to: .refusing, asks: [.net("facts", "认定的事实", max: 4000)], needs: [.rule(.lapsed)],
        premature: [.registered: .notNotified]),
      Step("cut", "切断接入,责令限期整改", by: .bureau, from: .refusing, to: .rectifying, asks: [.until],
        needs: [.secondPerson(than: "determine", else: .samePerson), .paper("order"), .rule(.dueLater)], moves: [.on(field: "access", "cut")],
        premature: [.registered: .notNotified, .notified: .notLapsed, .handling: .notLapsed]),
      Step("revoke", "撤销认定", by: .bureau, from: .refusing, to: .notified, asks: [.netReason, .until], needs: [.rule(.dueLater)]),
      Step("void", "登记有误,作废", by: .bureau, from: .registered, to: .voided, asks: [.netReason]),
    ],
    clocks: [
      Clock("NK3", .named("due", "NET-20a"), while: .notified, .handling, holder: .unit), Clock("NK4", .named("due", "NET-20b"), while: .rectifying, holder: .unit),
    ])
}

extension Condition {
  /// The last cut came after whatever took it back.
  fileprivate static let wasCut = Condition("已切断") { $0.order["cut"] != nil }
  fileprivate static let notCut = Condition("未切断") { $0.order["cut"] == nil }
}

extension Rule {
  /// Nothing was done in the time that was given; a late but real report before this prevents the cut (NET §7.10).
  fileprivate static let lapsed = Rule("the time that was given is over", else: .notLapsed) { view, _ in view.context["lapsed"]?.strings?.contains("NK3") == true }
}
