import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let published = State("published", "已发布")
  fileprivate static let stopped = State("stopped", "停服中")
  fileprivate static let resumed = State("resumed", "已恢复")
  fileprivate static let cancelled = State("cancelled", "已取消")
}

extension Procedure {
  /// 停服通知: maintenance announced two working days ahead, in principle on rest days; inside the window the gateway answers E72 (EX-17c, EX §4-11).
  package static let stop = Procedure(
    "exchange.stop", "停服通知", prefix: "TF", beginning: "发布停服通知", clause: "EX-17c", revision: 2, adopts: [1], common: .exchange,
    seats: [Seat(.bureau, .owner, role: "bureau.operation"), Seat(.system, .system, role: "")],
    openers: [.bureau],
    fields: [
      .text("title", "通知标题"), .text("scope", "停服范围", max: 500), Field("startsAt", "开始时间", .instant, else: .missing),
      Field("endsAt", "预计恢复时间", .instant, else: .missing), Field("reason", "停服原因", .reason(max: 2000), else: .noReason),
      Field("workdayReason", "选择工作日的理由", .reason(max: 2000), required: false, else: .workdayUnexplained),
    ],
    ends: [.resumed, .cancelled], shown: [.published, .stopped, .resumed, .cancelled],
    steps: [
      Step("publish", "发布", by: .bureau, from: .draft, to: .published, needs: [.form, .rule(.windowIsOne), .rule(.lawfulStop), .rule(.restDay)],
        effects: [.announceStop]),
      Step("start", "开始停服", by: .system, from: .published, to: .stopped, needs: [.rule(.startCame)]),
      Step("end", "恢复服务", by: .system, .bureau, from: .stopped, to: .resumed, needs: [.rule(.endCame)], effects: [.announceStop]),
      Step("cancel", "取消停服", by: .bureau, from: .published, to: .cancelled, asks: [.reason], effects: [.announceStop]),
    ])
}

extension Rule {
  fileprivate static let windowIsOne = Rule("it ends after it starts", .missing) { view, _ in
    guard let start = instant(view, "startsAt"), let end = instant(view, "endsAt") else { return [] }
    return start < end ? [] : [Refusal.missing.saying(["label": "晚于开始时间的预计恢复时间"]).at("/endsAt")]
  }
  /// Two working days from the publication, hour to hour (CK8).
  fileprivate static let lawfulStop = Rule("announced two working days ahead", .stopTooSoon) { view, _ in
    guard let start = instant(view, "startsAt"), let earliest = view.instant("earliestStop") else { return [] }
    return start >= earliest ? [] : [Refusal.stopTooSoon.saying(["earliest": earliest.label, "n": view.context["lead"]?.int.map(String.init) ?? "2"]).at("/startsAt")]
  }
  /// 原则上 a rest day: any part on a working day needs its reason.
  fileprivate static let restDay = Rule("on rest days, or with a reason", .workdayUnexplained) { view, _ in
    guard view.context["touchesWorkday"]?.bool == true, view.fields["workdayReason"]?.string == nil else { return [] }
    return [Refusal.workdayUnexplained.at("/workdayReason")]
  }
  fileprivate static let startCame = Rule("the start has come", .notNow) { view, _ in
    guard let start = instant(view, "startsAt"), let now = view.now, now >= start else { return [Refusal.notNow.saying(["state": view.state.label])] }
    return []
  }
  /// The system ends it at the announced end; the bureau may end it earlier.
  fileprivate static let endCame = Rule("the announced end has come, or the bureau ends it", .notNow) { view, act in
    guard act.party == .system else { return [] }
    guard let end = instant(view, "endsAt"), let now = view.now, now >= end else { return [Refusal.notNow.saying(["state": view.state.label])] }
    return []
  }
  private static func instant(_ view: CaseView, _ name: String) -> Instant? { view.fields[name]?.string.flatMap { Instant($0) } }
}
