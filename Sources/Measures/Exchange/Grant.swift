package import Workflow
import JSONText
import Vocabulary

extension State {
  fileprivate static let inForce = State("in-force", "生效")
  fileprivate static let suspended = State("suspended", "暂停")
  fileprivate static let revoked = State("revoked", "已收回")
  fileprivate static let terminated = State("terminated", "已终止")
  fileprivate static let expired = State("expired", "已到期")
}

extension Procedure {
  /// 授权: opened by an approved application alone (EX-11.4a); frozen, never longer than applied for, ends by itself (EX-11.2, EX §4-5).
  package static let grant = Procedure(
    "exchange.grant", "授权", prefix: "SQM", clause: "EX-11.2a", revision: 4, adopts: [1, 2, 3], common: .exchange,
    seats: [
      Seat(.user, .owner, role: "user.receive"), Seat(.provider, .counterpart, role: "provider.review"),
      Seat(.bureau, .bureau, role: "bureau.application"), Seat(.system, .system, role: ""),
    ],
    openers: [], sides: .facingParent, under: ["exchange.application"], opens: .inForce, ends: [.revoked, .terminated, .expired],
    steps: [
      Step("suspend", "暂停", by: .provider, .bureau, from: .inForce, to: .suspended, asks: [.facts, .evidence, .violation],
        needs: [.rule(.inTerm)], effects: [.changeGrant, .reportViolation]),
      Step("resume", "恢复", by: .provider, .bureau, from: .suspended, to: .inForce,
        needs: [.rule(.inTerm), .rule(.resumedBySuspender)], effects: [.changeGrant]),
      Step("revoke", "收回", by: .provider, .bureau, from: .inForce, .suspended, to: .revoked,
        asks: [
          Field("ground", "收回情形", .choice([.init("violation", "违规使用"), .init("unused", "接口超过三个月未使用")]), else: .missing),
          Field("facts", "违规事实", .reason(max: 4000), required: false, else: .noFacts),
          .text("evidence", "证据说明", max: 2000, required: false, else: .noFacts), .violation,
        ], needs: [.rule(.inTerm), .rule(.revocable)], effects: [.changeGrant, .reportViolation]),
      Step("terminate", "终止", by: .provider, .bureau, from: .inForce, .suspended, to: .terminated, asks: [.facts, .evidence, .violation],
        needs: [.rule(.inTerm)], effects: [.changeGrant, .reportViolation]),
      Step("give-up", "放弃使用", by: .user, from: .inForce, .suspended, to: .terminated, needs: [.rule(.inTerm)], effects: [.changeGrant]),
      Step("resource-offline", "资源下线", by: .system, from: .inForce, .suspended, to: .terminated, effects: [.changeGrant]),
      Step("expire", "到期", by: .system, from: .inForce, .suspended, to: .expired, needs: [.rule(.termOver)], effects: [.changeGrant]),
    ])
}

extension Field {
  /// The violation whose disposal this is; without one, the act files a violation of its own (EX-5.5).
  fileprivate static let violation = Field("violation", "违规处置事项", .reference, required: false, else: .missing)
  fileprivate static let evidence = text("evidence", "证据说明", max: 2000, else: .noFacts)
  fileprivate static let facts = Field("facts", "违规事实", .reason(max: 4000), else: .noFacts)
}

extension Rule {
  /// K9: a term that has run out is over at once, whether or not the timer has been.
  fileprivate static let inTerm = Rule("the term is running", .notNow) { view, _ in
    isOver(view) ? [Refusal.notNow.saying(["state": State.expired.label])] : []
  }
  fileprivate static let termOver = Rule("the term is over", .notNow) { view, _ in
    isOver(view) ? [] : [Refusal.notNow.saying(["state": view.state.label])]
  }
  private static func isOver(_ view: CaseView) -> Bool {
    let end = view.context["expiresAt"]?.string.flatMap(Instant.init)
    let now = view.context["now"]?.string.flatMap(Instant.init)
    guard let end, let now else { return false }
    return now >= end
  }

  fileprivate static let resumedBySuspender = Rule(
    "resumed by who suspended or the bureau", else: .notYours.saying(["party": "暂停者或市数据局"])
  ) { view, act in act.party == .bureau || view.context["suspendedBy"]?.string == act.party.code }

  /// A violation needs its facts (EX-5.5); three months without use is the provider's ground alone, for interfaces, not while suspended
  /// or paused (EX-11.2c).
  fileprivate static let revocable = Rule("a lawful ground", .noFacts, .onlyInterfaces, .notYours, .notIdle) { view, act in
    guard act.input["ground"]?.string == "unused" else {
      return ["facts", "evidence"].filter { act.input[$0]?.string == nil }.map { Refusal.noFacts.at("/\($0)") }
    }
    guard view.context["kind"]?.string == "interface" else { return [.onlyInterfaces] }
    guard act.party == .provider else { return [Refusal.notYours.saying(["party": "提供部门"])] }
    guard view.state == .inForce, view.context["resourceState"]?.string != "paused" else {
      return [Refusal.notNow.saying(["state": view.state == .inForce ? "暂停服务" : view.state.label])]
    }
    let from = view.context["idleFrom"]?.string.flatMap(Instant.init)
    let now = view.context["now"]?.string.flatMap(Instant.init)
    guard let from, let now, now >= from else { return [Refusal.notIdle.saying(["from": from.map { Day(of: $0).text } ?? "—"])] }
    return []
  }
}
