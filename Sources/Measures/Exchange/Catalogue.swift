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
    "exchange.catalogue", "目录", prefix: "ML", beginning: "编制目录", clause: "EX-6a", revision: 5, adopts: [1, 2, 3, 4], common: .exchange,
    seats: [
      Seat(.provider, .owner, role: "provider.catalogue"), Seat(.bureau, .bureau, role: "bureau.catalogue"),
    ],
    openers: [.provider], fields: Field.catalogueForm(Field.shareClasses + [Field.noShareElsewhere]),
    papers: [
      Paper("withdrawal-basis", "撤销依据", during: .published, else: .noWithdrawalBasis),
      Paper("law-document", "法律法规政策文件", during: .published, else: .noLawDocument),
    ],
    ends: [.cancelled],
    shown: [.published, .withdrawalReview, .offlineTalks],
    steps: [
      Step("submit", "提交审核", by: .provider, from: .draft, .returned, .offline, to: .review,
        needs: [.form, .rule(.materialsListed), .rule(.materialsNamed), .rule(.templatesLaid), .rule(.conditionsStated), .rule(.originByBureau)]),
      Step("recall", "撤回修改", by: .provider, from: .review, to: .draft),
      Step("approve", "发布", by: .bureau, from: .review, to: .published, needs: [.anotherPerson(than: "submit")], effects: [.publishCatalogue],
        denial: .selfPublished),
      Step("return", "退回", by: .bureau, from: .review, to: .returned, asks: [.reason],
        needs: [.anotherPerson(than: "submit")]),
      Step("apply-withdraw", "申请撤销", by: .provider, from: .published, to: .withdrawalReview,
        asks: [Field("basis", "撤销依据", .reason(max: 2000), else: .noWithdrawalBasis)], needs: [.rule(.nothingAttached), .paper("withdrawal-basis")]),
      Step("approve-withdraw", "同意撤销", by: .bureau, from: .withdrawalReview, to: .cancelled,
        needs: [.anotherPerson(than: "apply-withdraw"), .rule(.nothingAttached)], effects: [.endCatalogue]),
      Step("refuse-withdraw", "不同意撤销", by: .bureau, from: .withdrawalReview, to: .published, asks: [.reason],
        needs: [.anotherPerson(than: "apply-withdraw")]),
      Step("cancel-withdraw", "取消撤销", by: .provider, from: .withdrawalReview, to: .published),
      Step("apply-offline", "申请下线", by: .provider, from: .published, to: .offlineTalks,
        asks: [Field("document", "法律、法规或政策依据", .reason(max: 2000), else: .noLawDocument)], needs: [.rule(.nothingAttached), .paper("law-document")]),
      Step("confirm-offline", "确认衔接并下线", by: .bureau, from: .offlineTalks, to: .offline,
        needs: [.anotherPerson(than: "apply-offline"), .rule(.nothingAttached)], effects: [.endCatalogue], denial: .notAgreed,
        untimely: .notAgreed, in: [.published]),
      Step("return-offline", "退回下线申请", by: .bureau, from: .offlineTalks, to: .published, asks: [.reason],
        needs: [.anotherPerson(than: "apply-offline")]),
      Step("cancel-offline", "取消下线", by: .provider, from: .offlineTalks, to: .published),
    ],
    clocks: [Clock("EX-6a", .target(.workingDays(3), setting: "exchange.catalogue-review"), while: .review, holder: .bureau)])
}

extension Rule {
  fileprivate static let nothingAttached = Rule("no resource is attached", else: .stillAttached) { view, _ in
    (view.context["liveResources"]?.int ?? 0) == 0
  }
}
