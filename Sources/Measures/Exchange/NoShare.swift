import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let filing = State("filing", "待备案")
  fileprivate static let filed = State("filed", "已备案")
  fileprivate static let deregistered = State("deregistered", "已注销")
}

extension Procedure {
  /// 不予共享备案: data that are not shared, with reason, lawful basis and a formal document (EX-5.1c, EX §4-6).
  package static let noShare = Procedure(
    "exchange.no-share", "不予共享备案", prefix: "BA", beginning: "申报不予共享", clause: "EX-5.1c", common: .exchange,
    seats: [Seat(.provider, .owner, role: "provider.catalogue"), Seat(.bureau, .bureau, role: "bureau.catalogue")],
    openers: [.provider],
    fields: [
      .text("name", "数据名称"), Field("reason", "不予共享的理由", .reason(max: 2000), else: .noShareReason),
      Field(
        "basisType", "依据类型",
        .choice([.init("law", "法律"), .init("regulation", "行政法规"), .init("central-policy", "党中央、国务院政策")]), else: .wrongBasis),
      .text("basisTitle", "依据名称", max: 300), .text("basisNumber", "文号", max: 100, required: false), .text("basisArticle", "条款", max: 200),
      .text("documentNumber", "公文文号", max: 100),
    ],
    papers: [Paper("official-document", "正式公文", else: .noOfficialDocument)],
    ends: [.deregistered], shown: [.filed],
    steps: [
      Step("submit", "提交备案", by: .provider, from: .draft, .returned, to: .filing, needs: [.form, .rule(.nothingPublished)]),
      Step("file", "予以备案", by: .bureau, from: .filing, to: .filed, needs: [.anotherPerson(than: "submit")]),
      Step("return", "退回", by: .bureau, from: .filing, to: .returned, asks: [.reason], needs: [.anotherPerson(than: "submit")]),
      Step("cancel", "注销备案(可以共享)", by: .provider, from: .filed, to: .deregistered, asks: [.reason]),
    ])
}

extension Rule {
  /// Published data go offline and are withdrawn first (EX-5.1a).
  fileprivate static let nothingPublished = Rule("no catalogue of the same name is published", .mustBeWithdrawn) { view, _ in
    view.context["alreadyPublished"] == nil ? [] : [Refusal.mustBeWithdrawn.at("/name")]
  }
}
