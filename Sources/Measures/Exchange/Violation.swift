import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let registered = State("registered", "已登记")
  fileprivate static let disposed = State("disposed", "已处置已报备")
  fileprivate static let closed = State("closed", "已结案")
  fileprivate static let dismissed = State("dismissed", "不成立")
}

extension Procedure {
  /// 违规: facts of use against the rules, the measure taken on grants, and the report to the bureau in the same act (EX-5.5, EX §4-9).
  package static let violation = Procedure(
    "exchange.violation", "违规处置", prefix: "WG", beginning: "登记违规", clause: "EX-5.5", revision: 2, adopts: [1], common: .exchange,
    seats: [
      Seat(.provider, .owner, role: "provider.review"), Seat(.bureau, .bureau, role: "bureau.application"),
      Seat(.bureau, .bureau, role: "bureau.operation"), Seat(.system, .system, role: ""),
    ],
    openers: [.provider, .bureau], sides: .acrossParent, under: ["exchange.grant"],
    fields: [
      Field("facts", "违规事实", .reason(max: 4000), else: .noFacts), .text("evidence", "证据说明", max: 2000, else: .noFacts),
      Field("grants", "涉及的其他授权", .references(max: 100), required: false, else: .missing), .text("person", "责任人", max: 60, required: false),
    ],
    papers: [Paper("evidence", "违规证据", when: .mayBeLaid, else: .noFacts)],
    ends: [.closed, .dismissed],
    steps: [
      Step("record", "登记违规", by: .provider, .bureau, from: .draft, to: .registered, needs: [.form, .rule(.grantsBelong)]),
      Step("dispose", "违规处置并报备", by: .provider, .bureau, from: .draft, to: .disposed, asks: [.measure],
        needs: [.form, .rule(.grantsBelong)], effects: [.applyMeasure, .tellBureau]),
      Step("dispose", "违规处置并报备", by: .provider, .bureau, from: .registered, to: .disposed, asks: [.measure],
        needs: [.rule(.grantsBelong)], effects: [.applyMeasure, .tellBureau]),
      Step("report", "处置报备", by: .system, from: .draft, to: .disposed),
      Step("dismiss", "违规不成立", by: .provider, .bureau, from: .registered, to: .dismissed, asks: [.reason], needs: [.rule(.dismissedByRecorder)]),
      Step("close", "结案", by: .bureau, from: .disposed, to: .closed, needs: [.anotherPerson(than: "dispose")]),
    ])
}

extension Field {
  fileprivate static let measure = Field(
    "measure", "处置措施",
    .choice([.init("warn", "警示"), .init("suspend", "暂停"), .init("revoke", "收回"), .init("terminate", "终止")]), else: .missing)
}

extension Rule {
  /// All grants of one act are of the same two departments.
  fileprivate static let grantsBelong = Rule("all grants lie between the same departments", .missing) { view, _ in
    let known = (view.context["sharedGrants"]?.array ?? []).compactMap(\.int)
    let named = (view.fields["grants"]?.array ?? []).compactMap(\.int)
    return named.allSatisfy(known.contains) ? [] : [Refusal.missing.saying(["label": "同一使用部门、同一提供部门的授权"]).at("/grants")]
  }
  fileprivate static let dismissedByRecorder = Rule("dismissed by who recorded it", else: .notYours.saying(["party": "登记人"])) { view, act in
    view.actedBy["record"] == act.person
  }
}
