import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let updating = State("updating", "待更新")
  fileprivate static let extensionReview = State("extension-review", "延期审批中")
  fileprivate static let updated = State("updated", "已更新")
  fileprivate static let ended = State("ended", "已终止")
  fileprivate static let void = State("void", "已作废")
}

extension Procedure {
  /// 变更事项: information of a catalogue or resource changed and is to be updated within 10 working days, 20 with the bureau's consent
  /// (EX-6b, EX-6c, EX §4-7). It is met by the revision or the update that names it.
  package static let change = Procedure(
    "exchange.change", "变更事项", prefix: "BG", beginning: "登记变更", clause: "EX-6b", common: .exchange,
    seats: [
      Seat(.provider, .owner, role: "provider.catalogue"), Seat(.bureau, .bureau, role: "bureau.catalogue"), Seat(.system, .system, role: ""),
    ],
    openers: [.provider, .bureau], sides: .ofParent, under: ["exchange.catalogue", "exchange.resource"],
    fields: [Field("changedOn", "变更发生日期", .date, else: .missing), .text("what", "变更内容", max: 2000)],
    papers: [Paper("extension-reason", "延期理由", during: .updating, else: .missing)],
    ends: [.updated, .ended, .void],
    steps: [
      Step("record", "登记变更", by: .provider, .bureau, from: .draft, to: .updating, needs: [.form, .rule(.happened), .rule(.parentLives)]),
      Step("ask-extension", "申请延期", by: .provider, from: .updating, to: .extensionReview, asks: [.reason],
        needs: [.rule(.extensible)]),
      Step("agree", "同意延期", by: .bureau, from: .extensionReview, to: .updating, needs: [.anotherPerson(than: "ask-extension")],
        shifts: [.lengthen("CK5")]),
      Step("agree", "同意延期", by: .bureau, from: .updated, going: .same, when: .undecided, needs: [.anotherPerson(than: "ask-extension")],
        shifts: [.lengthen("CK5")]),
      Step("refuse", "不同意延期", by: .bureau, from: .extensionReview, to: .updating, asks: [.reason],
        needs: [.anotherPerson(than: "ask-extension")]),
      Step("refuse", "不同意延期", by: .bureau, from: .updated, going: .same, when: .undecided, asks: [.reason],
        needs: [.anotherPerson(than: "ask-extension")]),
      Step("complete", "完成更新", by: .system, from: .updating, .extensionReview, to: .updated),
      Step("returned", "修订被退回", by: .system, from: .updated, to: .updating, when: .decided, shifts: [.reopen("CK5", shifted: true)]),
      Step("returned", "修订被退回", by: .system, from: .updated, to: .extensionReview, when: .undecided, shifts: [.reopen("CK5", shifted: true)]),
      Step("recalled", "修订被撤回", by: .system, from: .updated, to: .updating, when: .decided, shifts: [.reopen("CK5", shifted: false)]),
      Step("recalled", "修订被撤回", by: .system, from: .updated, to: .extensionReview, when: .undecided, shifts: [.reopen("CK5", shifted: false)]),
      Step("parent-ended", "目录或资源已终止", by: .system, from: .updating, .extensionReview, to: .ended, drops: true),
      Step("void", "登记有误,作废", by: .bureau, from: .updating, .extensionReview, to: .void, asks: [.reason], drops: true),
    ],
    clocks: [
      Clock(
        "CK5", .statutory(.workingDays(10), "EX-6b"), while: .updating, .extensionReview, holder: .provider, from: .field("changedOn"),
        silentIn: [.extensionReview])
    ])
}

extension Condition {
  fileprivate static let undecided = Condition("延期申请未决") { $0.wasLast("ask-extension", after: "agree", "refuse") }
  fileprivate static let decided = Condition("无未决延期申请") { !$0.wasLast("ask-extension", after: "agree", "refuse") }
}

extension Rule {
  fileprivate static let happened = Rule("the change is not in the future", .futureChange) { view, _ in
    guard let day = view.fields["changedOn"]?.string.flatMap({ Day($0) }), let now = view.now else { return [] }
    return day <= Day(of: now) ? [] : [Refusal.futureChange.at("/changedOn")]
  }
  fileprivate static let parentLives = Rule("the catalogue or resource lives", .notNow) { view, _ in
    let gone = ["draft", "review", "returned", "cancelled", "offline", "offline-planned", "discarded"].contains(view.context["parentState"]?.string ?? "")
    return gone ? [Refusal.notNow.saying(["state": view.context["parentStateLabel"]?.string ?? ""])] : []
  }
  /// Once, and before the ten working days, with their shifts, are over (EX-6c).
  fileprivate static let extensible = Rule("asked in time and not extended before", .tooLateToExtend, .onlyOnce) { view, _ in
    if view.order["agree"] != nil { return [.onlyOnce] }
    guard let due = view.context["due"]?["CK5"]?.string.flatMap({ Instant($0) }), let now = view.now else { return [] }
    return now < due ? [] : [.tooLateToExtend]
  }
}
