import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let found = State("found", "已发现")
  fileprivate static let located = State("located", "已定位")
  fileprivate static let analysed = State("analysed", "已分析")
  fileprivate static let handling = State("handling", "处置中")
  fileprivate static let handled = State("handled", "已处置")
  fileprivate static let closed = State("closed", "已关闭")
}

extension Procedure {
  /// 安全事件: found, located, analysed, handled; what is serious or urgent is announced before the bureau closes it (NET-6.4, NET-16, NET §4-4).
  package static let incident = Procedure(
    "extranet.incident", "安全事件", prefix: "SJ", beginning: "报告安全事件", clause: "NET-16", revision: 2, adopts: [1], common: .extranet,
    seats: [
      Seat(.unit, .owner, role: "unit.network"), Seat(.lineOperator, .owner, role: "operator.network"), Seat(.contractor, .owner, role: "ops.network"),
      Seat(.bureau, .bureau, role: "bureau.network-safety"),
    ],
    openers: [.unit, .lineOperator, .contractor, .bureau], facts: [Fact("isolated", countOf: "extranet.line", naming: "incident", in: .lineIsolated), Fact("whose", departmentOf: .owner)],
    fields: [
      .net("title", "事件名称"), .net("description", "事件描述", max: 4000),
      Field(
        "level", "级别", .choice([.init("general", "一般"), .init("larger", "较大"), .init("serious", "重大"), .init("gravest", "特别重大")]), else: .netMissing),
      Field("urgent", "紧急", .flag, required: false, else: .netMissing), Field("foundAt", "发现时间", .instant, else: .netMissing),
    ] + Field.responsibility,
    papers: [Paper("report", "事件报告", when: .mayBeLaid, else: .netMissing)],
    ends: [.closed],
    steps: [
      Step("report", "报告", by: .unit, .lineOperator, .contractor, .bureau, from: .draft, to: .found, needs: [.form], fills: Fill.responsibility),
      Step("locate", "定位", by: .unit, .lineOperator, .contractor, .bureau, from: .found, to: .located, asks: [.net("place", "位置和范围", max: 2000)]),
      Step("analyse", "分析", by: .unit, .lineOperator, .contractor, .bureau, from: .located, to: .analysed, asks: [.net("cause", "原因", max: 4000)]),
      Step("handle", "处置", by: .unit, .lineOperator, .contractor, .bureau, from: .analysed, to: .handling, asks: [.net("measures", "措施", max: 4000)]),
      Step("done", "处置完毕", by: .unit, .bureau, from: .handling, to: .handled, asks: [.net("result", "处置结果", max: 4000)]),
      Step("guide", "指导意见", by: .bureau, from: .found, .located, .analysed, .handling, .handled, going: .same, asks: [.net("guidance", "指导意见", max: 4000)]),
      Step("announce", "登记通报", by: .bureau, from: .found, .located, .analysed, .handling, .handled, going: .same,
        asks: [.net("bulletin", "通报文号", max: 100), Field("on", "通报日期", .date, else: .netMissing)], shifts: [.end("NK7")]),
      Step("transfer", "移送", by: .bureau, from: .found, .located, .analysed, .handling, .handled, going: .same,
        asks: [.net("body", "移送机关"), Field("on", "移送日期", .date, else: .netMissing)]),
      Step("close", "关闭", by: .bureau, from: .handled, to: .closed, needs: [.rule(.announced), .rule(.nothingIsolated)], denial: .onlyBureauCloses),
    ],
    clocks: [
      Clock("NK7", .target(.workingDays(1), setting: "extranet.announcement"), while: .found, .located, .analysed, .handling, .handled, holder: .bureau, when: .isSerious)
    ])
}

extension Condition {
  fileprivate static let isSerious = Condition("重大、特别重大或紧急") { isSerious($0) }
  fileprivate static func isSerious(_ view: CaseView) -> Bool {
    view.fields["urgent"]?.bool == true || ["serious", "gravest"].contains(view.fields["level"]?.string)
  }
}

extension Rule {
  /// 应急隔离 is lifted before the incident closes (NET §7.9).
  fileprivate static let nothingIsolated = Rule("no line is isolated for it any more", else: Refusal.netNotNow.saying(["state": "仍有应急隔离的线路"])) { view, _ in
    (view.context["isolated"]?.int ?? 0) == 0
  }
  fileprivate static let announced = Rule("what is serious or urgent was announced", else: .seriousUnannounced) { view, _ in
    !Condition.isSerious(view) || view.order["announce"] != nil
  }
}
