import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let submitted = State("submitted", "已提交")
  fileprivate static let handling = State("handling", "处理中")
  fileprivate static let feedback = State("feedback", "待反馈方确认")
  fileprivate static let untrue = State("untrue", "不属实")
  fileprivate static let closed = State("closed", "已关闭")
}

extension Procedure {
  /// 质量问题: a user reports a fault of the data to the provider and the bureau; the provider confirms and handles it (EX-11.3, EX-5.4b, EX §4-9).
  package static let quality = Procedure(
    "exchange.quality", "质量问题", prefix: "ZL", beginning: "反馈质量问题", clause: "EX-11.3", revision: 2, adopts: [1], common: .exchange,
    seats: [
      Seat(.user, .owner, role: "user.receive"), Seat(.user, .owner, role: "user.apply"),
      Seat(.provider, .counterpart, role: "provider.review"), Seat(.provider, .counterpart, role: "provider.catalogue"),
      Seat(.bureau, .bureau, role: "bureau.operation"), Seat(.bureau, .bureau, role: "bureau.application"),
    ],
    openers: [.user, .provider, .bureau], sides: .facingParent, under: ["exchange.resource"],
    fields: [
      Field("items", "涉及数据项", .texts(max: 500), required: false, else: .missing), .text("description", "问题描述", max: 4000),
      Field("channel", "反馈渠道", .choice([.init("online", "线上"), .init("offline", "线下")]), else: .missing),
      .text("reporter", "反馈人", max: 60, required: false), Field("reportedOn", "反馈日期", .date, required: false, else: .missing),
    ],
    papers: [Paper("evidence", "问题证据", when: .mayBeLaid, else: .missing)],
    ends: [.closed, .withdrawn],
    steps: [
      Step("submit", "提交反馈", by: .user, .provider, .bureau, from: .draft, to: .submitted,
        needs: [.form, .rule(.onceAuthorized), .rule(.offlineNamed)], effects: [.tellBureau]),
      Step("confirm", "确认属实", by: .provider, from: .submitted, to: .handling, needs: [.anotherPerson(than: "submit")]),
      Step("deny", "不属实", by: .provider, from: .submitted, to: .untrue, asks: [.reason], needs: [.anotherPerson(than: "submit")],
        effects: [.tellBureau]),
      Step("resolve", "处理完毕", by: .provider, from: .handling, to: .feedback, asks: [Field("result", "处理结果", .reason(max: 4000), else: .noResult)],
        effects: [.tellBureau]),
      Step("accept", "确认关闭", by: .user, .bureau, from: .feedback, .untrue, to: .closed),
      Step("reopen", "仍未解决", by: .user, .bureau, from: .feedback, to: .handling, asks: [.reason]),
      Step("reopen", "仍须核实", by: .user, .bureau, from: .untrue, to: .submitted, asks: [.reason]),
      Step("withdraw", "撤回反馈", by: .user, from: .submitted, to: .withdrawn),
    ],
    clocks: [
      Clock("EX-5.4b-confirm", .target(.workingDays(3), setting: "exchange.quality-confirm"), while: .submitted, holder: .provider),
      Clock("EX-5.4b-handle", .target(.workingDays(10), setting: "exchange.quality-handle"), while: .handling, holder: .provider),
    ])
}

extension Rule {
  fileprivate static let onceAuthorized = Rule("the reporter was once authorized", else: .neverUsed) { view, _ in
    view.context["everGranted"]?.bool == true
  }
  /// What came offline is entered by the provider or the bureau, with who reported it and when (EX-11.3).
  fileprivate static let offlineNamed = Rule("an offline report names reporter and date", .missing) { view, act in
    guard view.fields["channel"]?.string == "offline" || act.party != .user else { return [] }
    return [("reporter", "反馈人"), ("reportedOn", "反馈日期")]
      .filter { view.fields[$0.0]?.string == nil }.map { Refusal.missing.saying(["label": $0.1]).at("/\($0.0)") }
  }
}
