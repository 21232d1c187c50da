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
    "exchange.application", "申请", prefix: "SQ", clause: "EX-14c", revision: 2, adopts: [1], common: .exchange,
    seats: [
      Seat(.user, .owner, role: "user.apply"), Seat(.provider, .counterpart, role: "provider.review"),
      Seat(.bureau, .bureau, role: "bureau.application"), Seat(.system, .system, role: ""),
    ],
    opener: .user, parent: "exchange.resource",
    fields: [
      .text("system", "业务系统"), .text("purpose", "履职依据和使用事由", max: 2000), .text("scene", "应用场景", max: 2000),
      .text("flow", "数据流向", max: 2000), Field("manner", "使用方式", .choice(Field.manners), else: .missing),
      Field("items", "数据项", .list([.text("name", "数据项", max: 100), .text("use", "用途", max: 500)], max: 500), else: .noItems),
      .text("allReason", "全选理由", max: 2000, required: false),
      Field("scope", "数据范围和参数", .object, required: false, else: .missing),
      Field("addresses", "调用地址", .texts(max: 50), required: false, else: .missing),
      Field("months", "使用期限(月)", .number(1...36), else: .termTooLong), .text("contact", "联系人", max: 60), .text("phone", "联系电话", max: 40),
      .text("safety", "安全措施", max: 2000), Field("oneThing", "支撑“高效办成一件事”", .flag, required: false, else: .missing),
      .text("oneThingName", "事项名称", required: false), Field("commitment", "数据使用承诺", .declaration, else: .noCommitment),
    ],
    papers: [Paper("stamped-form", "服务接口申请表(盖章扫描件)", when: .asksInterface, else: .noStampedForm)],
    ends: [.granted, .notAccepted, .denied, .withdrawn, .ended],
    steps: [
      Step("submit", "提交", by: .user, from: .draft, to: .platformReview, when: .unconditional, needs: Need.applying),
      Step("submit", "提交", by: .user, from: .draft, to: .providerReview, when: .conditional, needs: Need.applying),
      Step("approve", "同意授权", by: .bureau, from: .platformReview, to: .granted, asks: Field.approving, needs: Need.approving,
        effects: [.createGrant]),
      Step("reject", "不予受理", by: .bureau, from: .platformReview, to: .notAccepted,
        asks: Field.rejecting(Field.bureauGrounds), needs: Need.rejecting),
      Step("approve", "同意授权", by: .provider, from: .providerReview, to: .granted, asks: Field.approving, needs: Need.approving,
        effects: [.createGrant]),
      Step("reject", "不予授权", by: .provider, from: .providerReview, to: .denied,
        asks: Field.rejecting(Field.providerGrounds), needs: Need.rejecting),
      Step("withdraw", "撤回申请", by: .user, from: .platformReview, .providerReview, to: .withdrawn, drops: true),
      Step("resource-offline", "资源下线", by: .system, from: .platformReview, .providerReview, to: .ended, drops: true),
    ],
    clocks: [
      Clock("CK1", .statutory(.workingDays(3), "EX-14a"), while: .platformReview, holder: .bureau),
      Clock("CK2", .statutory(.workingDays(10), "EX-14c"), while: .providerReview, holder: .provider),
    ])
}

extension Condition {
  fileprivate static let unconditional = Condition("无条件") { $0.context["class"]?.string == "unconditional" }
  fileprivate static let conditional = Condition("有条件") { $0.context["class"]?.string == "conditional" }
  fileprivate static let asksInterface = Condition("服务接口") { $0.context["kind"]?.string == "interface" }
}
