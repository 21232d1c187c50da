import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let platformReview = State("platform-review", "待平台审核")
  fileprivate static let providerReview = State("provider-review", "待部门审核")
  fileprivate static let granted = State("granted", "已授权")
  fileprivate static let notAccepted = State("not-accepted", "不予受理")
  fileprivate static let denied = State("denied", "不予授权")
  fileprivate static let ended = State("ended", "已终止")
}

extension Procedure {
  /// 申请: a department asks to use a mounted resource (EX-12, EX-14, EX §4-4).
  package static let application = Procedure(
    "exchange.application", "申请", prefix: "SQ", beginning: "申请使用", clause: "EX-14c", revision: 5, adopts: [1, 2, 3, 4], common: .exchange,
    seats: [
      Seat(.user, .owner, role: "user.apply"), Seat(.provider, .counterpart, role: "provider.review"),
      Seat(.bureau, .bureau, role: "bureau.application"), Seat(.system, .system, role: ""),
    ],
    openers: [.user, .bureau], sides: .facingParent, under: ["exchange.resource"], notUnder: ["exchange.no-share": .notShared],
    fields: Field.using + [
      Field("urgent", "紧急受理", .flag, required: false, else: .missing), .text("urgentContact", "紧急联系人", max: 60, required: false),
      Field("urgentAt", "联系时间", .instant, required: false, else: .urgentUnexplained),
      Field("urgentReason", "紧急事由", .reason(max: 2000), required: false, else: .urgentUnexplained),
      Field("sealed", "已加盖部门印章", .flag, required: false, else: .noStampedForm),
    ],
    papers: [Paper("stamped-form", "服务接口申请表(盖章扫描件)", when: .asksInterface, else: .noStampedForm)],
    ends: [.granted, .notAccepted, .denied, .withdrawn, .ended],
    steps: [
      Step("submit", "提交", by: .user, from: .draft, to: .platformReview, when: .unconditional, needs: Need.applying),
      Step("submit", "提交", by: .user, from: .draft, to: .providerReview, when: .conditional, needs: Need.applying),
      Step("submit", "提交(供需需求转入)", by: .user, .system, from: .draft, to: .granted, when: .confirmedDemand, needs: Need.applying,
        effects: [.createGrant]),
      Step("submit", "代为提交", by: .bureau, from: .draft, to: .platformReview, when: .unconditional, needs: Need.applyingForOthers),
      Step("submit", "代为提交并督促", by: .bureau, from: .draft, to: .providerReview, when: .conditional, needs: Need.applyingForOthers,
        effects: [.urge]),
      Step("approve", "同意授权", by: .bureau, from: .platformReview, to: .granted, asks: Field.approving, needs: Need.approving,
        effects: [.createGrant]),
      Step("reject", "不予受理", by: .bureau, from: .platformReview, to: .notAccepted,
        asks: Field.rejecting(Field.bureauGrounds), needs: Need.rejecting),
      Step("approve", "同意授权", by: .provider, from: .providerReview, to: .granted, asks: Field.approving, needs: Need.approving,
        effects: [.createGrant]),
      Step("reject", "不予授权", by: .provider, from: .providerReview, to: .denied,
        asks: Field.rejecting(Field.providerGrounds), needs: Need.rejecting),
      Step("withdraw", "撤回申请", by: .user, from: .platformReview, .providerReview, to: .withdrawn, drops: true),
      Step("reopen", "按协调结果重新办理", by: .bureau, from: .notAccepted, to: .platformReview, asks: [.dispute],
        needs: [.rule(.disputeSettled), .rule(.resourceServes), .rule(.notUnderWay)]),
      Step("reopen", "按协调结果重新办理", by: .bureau, from: .denied, to: .providerReview, asks: [.dispute],
        needs: [.rule(.disputeSettled), .rule(.resourceServes), .rule(.notUnderWay)]),
      Step("resource-offline", "资源下线", by: .system, from: .platformReview, .providerReview, to: .ended, drops: true),
    ],
    clocks: [
      Clock("CK1", .statutory(.workingDays(3), "EX-14a"), while: .platformReview, holder: .bureau),
      Clock("CK2", .statutory(.workingDays(10), "EX-14c"), while: .providerReview, holder: .provider),
    ])
}

extension Condition {
  /// From a demand that its provider implemented, and unchanged since: its confirmation was the review (EX-13b).
  fileprivate static let confirmedDemand = Condition("供需需求转入且未改动") { isConfirmed($0) }
  fileprivate static let unconditional = Condition("无条件") { !isConfirmed($0) && $0.context["class"]?.string == "unconditional" }
  fileprivate static let conditional = Condition("有条件") { !isConfirmed($0) && $0.context["class"]?.string == "conditional" }
  private static func isConfirmed(_ view: CaseView) -> Bool { view.context["confirmedDemand"]?.bool == true }
  fileprivate static let asksInterface = Condition("服务接口") { $0.context["kind"]?.string == "interface" }
}
