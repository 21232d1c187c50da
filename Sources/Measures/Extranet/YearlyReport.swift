import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let unreported = State("unreported", "未报")
  fileprivate static let reported = State("reported", "已报")
  fileprivate static let accepted = State("accepted", "已确认")
}

extension Procedure {
  /// 年度报送: what every unit reports of its year before the end of December; late is still accepted, and is said (NET-22, NET §4-5).
  package static let yearlyReport = Procedure(
    "extranet.yearly-report", "年度报送", prefix: "NB", clause: "NET-22", common: .extranet,
    seats: [Seat(.unit, .owner, role: "unit.network"), Seat(.bureau, .bureau, role: "bureau.network")],
    openers: [], yearly: Yearly(from: .init(12, 1), through: .init(12, 31), ownersOf: "extranet.access", in: .accessOpen, .accessCut),
    fields: [
      .net("year", "年度", max: 4).ours, .net("due", "报送期限", max: 10).ours, .net("work", "年度工作情况", max: 8000), .count("terminals", "终端数"), .count("lines", "线路数"),
      .count("bandwidth", "带宽(Mbps)"), .count("incidents", "安全事件数"), .count("rectified", "整改数"), .net("officer", "责任人", max: 60),
      Field("timely", "是否按时", .choice([.init("yes", "按时"), .init("no", "迟报")]), required: false, else: .netMissing).ours,
    ],
    opens: .unreported, ends: [.accepted],
    steps: [
      Step("submit", "报送", by: .unit, from: .unreported, .returned, to: .reported, needs: [.form, .rule(.yearAsOpened)], fills: [.timely],
        premature: [.reported: .reportedAlready, .accepted: .reportedAlready]),
      Step("return", "退回", by: .bureau, from: .reported, to: .returned, asks: [.netReason]),
      Step("ask-return", "申请退回修改", by: .unit, from: .reported, going: .same, asks: [.netReason], effects: [.tellBureau]),
      Step("accept", "确认", by: .bureau, from: .reported, to: .accepted),
    ],
    clocks: [Clock("NK1", .named("due", "NET-22"), while: .unreported, holder: .unit)])
}

extension Field {
  fileprivate static func count(_ name: String, _ label: String) -> Field { Field(name, label, .number(0...10_000_000), else: .netMissing) }
}

extension Fill {
  /// The first submission decides; one that came back keeps what it was (NET §4-5).
  fileprivate static let timely = Fill("timely", "yes through the last day, and as it was when it came back") { view, _ in
    if let before = view.fields["timely"]?.string { return .string(before) }
    guard let due = view.fields["due"]?.string.flatMap({ Day($0) }), let now = view.now else { return nil }
    return now < due.next.start ? "yes" : "no"
  }
}

extension Rule {
  /// The year and its last day are the calendar's, not the unit's.
  fileprivate static let yearAsOpened = Rule("the year is as it was opened", .netMissing) { view, _ in
    guard let year = view.fields["year"]?.string, view.fields["due"]?.string == "\(year)-12-31" else { return [Refusal.netMissing.saying(["label": "年度"]).at("/year")] }
    return []
  }
}

extension Refusal {
  static let reportedAlready = Refusal("N41", .state, "本年度已报送,请申请退回修改", "NET-22")
}
