import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let review = State("review", "待审核")
  fileprivate static let published = State("published", "已发布")
  fileprivate static let withdrawalReview = State("withdrawal-review", "撤销审核中")
  fileprivate static let cancelled = State("cancelled", "已撤销")
  fileprivate static let offlineTalks = State("offline-talks", "下线衔接中")
  fileprivate static let offline = State("offline", "已下线")
}

extension Procedure {
  /// 目录: a provider registers what data it has; the bureau reviews and publishes (EX-6a, EX §4-1).
  package static let catalogue = Procedure(
    "exchange.catalogue", "目录", prefix: "ML", clause: "EX-6a", revision: 2, adopts: [1], common: .exchange,
    seats: [
      Seat(.provider, .owner, role: "provider.catalogue"), Seat(.bureau, .bureau, role: "bureau.catalogue"),
    ],
    opener: .provider,
    fields: [
      .text("code", "目录代码", max: 60, required: false), .text("name", "目录名称"), .text("summary", "摘要", max: 2000),
      Field("class", "共享类型", .choice([.init("unconditional", "无条件共享"), .init("conditional", "有条件共享")]), else: .noClass),
      Field("conditions", "共享条件", .texts(max: 20), required: false, else: .noConditions),
      Field(
        "items", "数据项",
        .list(
          [
            .text("name", "数据项代码", max: 60), .text("label", "数据项名称", max: 100),
            Field("type", "类型", .choice(Field.itemTypes), else: .missing), Field("key", "主键", .flag, required: false, else: .missing),
            Field("required", "非空", .flag, required: false, else: .missing),
          ], max: 500), else: .missing),
      Field("frequency", "更新频率", .choice(Field.frequencies), else: .missing),
      Field(
        "materials", "材料清单",
        .list(
          [
            .text("name", "材料代码", max: 40), .text("label", "材料名称", max: 100),
            Field("required", "必需", .flag, required: false, else: .missing),
          ], max: 30), required: false, else: .noMaterialList),
      Field("noMaterials", "无需材料", .flag, required: false, else: .noMaterialList),
    ],
    ends: [.cancelled],
    shown: [.published, .withdrawalReview, .offlineTalks, .offline, .cancelled],
    steps: [
      Step("submit", "提交审核", by: .provider, from: .draft, .returned, .offline, to: .review,
        needs: [.form, .rule(.materialsListed), .rule(.conditionsStated)]),
      Step("recall", "撤回修改", by: .provider, from: .review, to: .draft),
      Step("approve", "发布", by: .bureau, from: .review, to: .published, needs: [.anotherPerson(than: "submit")], effects: [.publishCatalogue],
        denial: .selfPublished),
      Step("return", "退回", by: .bureau, from: .review, to: .returned, asks: [.reason],
        needs: [.anotherPerson(than: "submit")]),
      Step("apply-withdraw", "申请撤销", by: .provider, from: .published, to: .withdrawalReview,
        asks: [Field("basis", "撤销依据", .reason(max: 2000), else: .noWithdrawalBasis)], needs: [.rule(.nothingAttached)]),
      Step("approve-withdraw", "同意撤销", by: .bureau, from: .withdrawalReview, to: .cancelled,
        needs: [.anotherPerson(than: "apply-withdraw"), .rule(.nothingAttached)]),
      Step("refuse-withdraw", "不同意撤销", by: .bureau, from: .withdrawalReview, to: .published, asks: [.reason],
        needs: [.anotherPerson(than: "apply-withdraw")]),
      Step("cancel-withdraw", "取消撤销", by: .provider, from: .withdrawalReview, to: .published),
      Step("apply-offline", "申请下线", by: .provider, from: .published, to: .offlineTalks,
        asks: [Field("document", "法律、法规或政策依据", .reason(max: 2000), else: .noLawDocument)], needs: [.rule(.nothingAttached)]),
      Step("confirm-offline", "确认衔接并下线", by: .bureau, from: .offlineTalks, to: .offline,
        needs: [.anotherPerson(than: "apply-offline"), .rule(.nothingAttached)], denial: .notAgreed),
      Step("return-offline", "退回下线申请", by: .bureau, from: .offlineTalks, to: .published, asks: [.reason],
        needs: [.anotherPerson(than: "apply-offline")]),
      Step("cancel-offline", "取消下线", by: .provider, from: .offlineTalks, to: .published),
    ],
    clocks: [Clock("EX-6a", .target(.workingDays(3), setting: "exchange.catalogue-review"), while: .review, holder: .bureau)])
}

extension Rule {
  fileprivate static let materialsListed = Rule("materials are listed or none needed", else: .noMaterialList) { view, _ in
    let listed = view.fields["materials"]?.array?.isEmpty == false
    return listed != (view.fields["noMaterials"]?.bool == true)
  }
  fileprivate static let conditionsStated = Rule("a conditional class states its conditions", else: .noConditions) { view, _ in
    view.fields["class"]?.string != "conditional" || view.fields["conditions"]?.array?.isEmpty == false
  }
  fileprivate static let nothingAttached = Rule("no resource is attached", else: .stillAttached) { view, _ in
    (view.context["liveResources"]?.int ?? 0) == 0
  }
}
