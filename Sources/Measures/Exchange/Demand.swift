import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let forwarding = State("forwarding", "待转交")
  fileprivate static let confirming = State("confirming", "待确认")
  fileprivate static let implementing = State("implementing", "实施中")
  fileprivate static let implemented = State("implemented", "已实施")
  fileprivate static let unqualified = State("unqualified", "不符合要求")
  fileprivate static let declined = State("declined", "不同意共享")
}

extension Procedure {
  /// 供需需求: data not published here whose provider is known; the bureau forwards in 3 working days, the provider confirms and implements in 10
  /// (EX-13, EX §4-3).
  package static let demand = Procedure(
    "exchange.demand", "供需需求", prefix: "GX", beginning: "提出供需需求", clause: "EX-13a", revision: 2, adopts: [1], common: .exchange,
    seats: [
      Seat(.user, .owner, role: "user.apply"), Seat(.provider, .counterpart, role: "provider.review"),
      Seat(.bureau, .bureau, role: "bureau.application"), Seat(.system, .system, role: ""),
    ],
    openers: [.user], sides: .facing(field: "provider"),
    fields: [
      .text("name", "所需数据名称"), .text("provider", "数据提供部门", max: 40, else: .noProvider),
      Field("reach", "数据范围", .choice([.init("city", "本市"), .init("cross-region", "跨地域"), .init("cross-level", "跨层级")]), else: .missing),
      Field("wish", "期望共享方式", .choice([.init("table", "库表"), .init("interface", "服务接口"), .init("folder", "文件(文件夹)")]), else: .missing),
      .text("difference", "与已发布数据的差异", max: 2000, required: false),
    ] + Field.using,
    papers: [Paper("stamped-form", "服务接口申请表(盖章扫描件)", when: .mayBeLaid, else: .noStampedForm)],
    ends: [.implemented, .withdrawn], reserved: [.forwarding, .unqualified, .withdrawn],
    steps: [
      Step("submit", "提交需求", by: .user, from: .draft, to: .forwarding,
        needs: [.rule(.providerKnown), .form, .rule(.ofThisCity), .rule(.notPublishedYet), .rule(.notOwnData)]),
      Step("forward", "转交", by: .bureau, from: .forwarding, to: .confirming, needs: [.anotherPerson(than: "submit")]),
      Step("return", "退回(不符合要求)", by: .bureau, from: .forwarding, to: .unqualified,
        asks: [
          Field(
            "ground", "不符合要求的情形",
            .choice([
              .init("published", "该数据已发布"), .init("no-provider", "提供部门不明或有误"), .init("no-duty", "无履职依据"),
              .init("not-municipal", "非本市数据"),
            ]), else: .noGround), .reason,
        ], needs: [.anotherPerson(than: "submit"), .rule(.notForPaper)]),
      Step("confirm", "确认(共享计划)", by: .provider, from: .confirming, to: .implementing, asks: [.text("plan", "共享计划", max: 2000)]),
      Step("implement", "实施共享", by: .provider, from: .confirming, .implementing, to: .implemented,
        asks: [
          Field("resource", "对应的资源", .reference, else: .notLive),
          Field("items", "提供的数据项", .texts(max: 500), required: false, else: .noItems),
        ], needs: [.anotherPerson(than: "submit"), .rule(.resourceLives)], effects: [.createApplication]),
      Step("decline", "不同意共享", by: .provider, from: .confirming, .implementing, to: .declined, asks: [.reason, .basis],
        needs: [.anotherPerson(than: "submit"), .rule(.notForPaper)]),
      Step("cancel", "撤回需求", by: .user, from: .forwarding, .confirming, .implementing, to: .withdrawn, drops: true),
      Step("reopen", "按协调结果重新办理", by: .bureau, from: .unqualified, to: .forwarding, asks: [.dispute], needs: [.rule(.disputeSettled)]),
      Step("reopen", "按协调结果重新办理", by: .bureau, from: .declined, to: .confirming, asks: [.dispute], needs: [.rule(.disputeSettled)]),
    ],
    clocks: [
      Clock("CK3", .statutory(.workingDays(3), "EX-13a"), while: .forwarding, holder: .bureau),
      Clock("CK4", .statutory(.workingDays(10), "EX-13b"), while: .confirming, .implementing, holder: .provider),
    ])
}

extension Rule {
  fileprivate static let providerKnown = Rule("the provider is a department that provides", .noProvider) { view, _ in
    view.context["providerKnown"]?.bool == false ? [Refusal.noProvider.at("/provider")] : []
  }
  /// Data of another region or level come from the platform above (EX-12c).
  fileprivate static let ofThisCity = Rule("data of this city", .fromAbove) { view, _ in
    let reach = view.fields["reach"]?.string
    return reach == nil || reach == "city" ? [] : [Refusal.fromAbove.at("/reach")]
  }
  /// Name and provider equal to a published catalogue's, and no difference stated (EX-13a).
  fileprivate static let notPublishedYet = Rule("not published yet, or what differs is stated", .alreadyPublished) { view, _ in
    guard let code = view.context["alreadyPublished"]?.string, view.fields["difference"]?.string == nil else { return [] }
    return [Refusal.alreadyPublished.saying(["code": code]).at("/name")]
  }
  /// Attached, under a published catalogue, the provider's own (EX-13b).
  static let resourceLives = Rule("the resource is attached under a published catalogue", .notLive) { view, _ in
    view.context["resourceLive"]?.bool == true ? [] : [Refusal.notLive.at("/resource")]
  }
  /// A dispute about this very case ended with a result (EX-16).
  static let disputeSettled = Rule("a settled dispute about it", .noSettlement) { view, act in
    let settled = (view.context["settledDisputes"]?.array ?? []).compactMap(\.int)
    return act.input["dispute"]?.int.map(settled.contains) == true ? [] : [Refusal.noSettlement.at("/dispute")]
  }
}
