import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let raised = State("raised", "已提出")
  fileprivate static let consulting = State("consulting", "协商中")
  fileprivate static let agreed = State("agreed", "已达成一致")
  fileprivate static let failed = State("failed", "协商未果")
  fileprivate static let government = State("government", "报政府协调")
  fileprivate static let coordinated = State("coordinated", "已协调")
}

extension Party {
  fileprivate static let raiser = Party("RAISER", "提出方")
}

extension Procedure {
  /// 分歧: provider, bureau and user consult; failing that the city government decides. It stops no clock and alters no decision by itself
  /// (EX-16, EX §4-10).
  package static let dispute = Procedure(
    "exchange.dispute", "分歧协调", prefix: "FQ", beginning: "提出分歧", clause: "EX-16", revision: 2, adopts: [1], common: .exchange,
    seats: [
      Seat(.raiser, .owner, role: "user.apply"), Seat(.raiser, .owner, role: "provider.review"), Seat(.raiser, .owner, role: "provider.catalogue"),
      Seat(.raiser, .owner, role: "bureau.application"), Seat(.bureau, .bureau, role: "bureau.application"),
    ],
    openers: [.raiser], sides: .amongParent,
    under: ["exchange.application", "exchange.demand", "exchange.no-share", "exchange.catalogue", "exchange.grant"],
    fields: [
      Field(
        "about", "分歧事项", .choice([.init("conditions", "共享条件"), .init("grounds", "申请理由"), .init("result", "授权结果")]), else: .missing),
      .text("claim", "主张及理由", max: 4000),
    ],
    papers: [
      Paper("consultation-record", "协商记录", during: .consulting, else: .noConsultation),
      Paper("government-opinion", "政府协调意见", during: .government, else: .missing),
    ],
    ends: [.agreed, .coordinated, .withdrawn],
    steps: [
      Step("raise", "提出分歧", by: .raiser, from: .draft, to: .raised, needs: [.form], effects: [.tellBureau]),
      Step("record", "受理并组织协商", by: .bureau, from: .raised, to: .consulting),
      Step("agree", "记录达成一致", by: .bureau, from: .consulting, to: .agreed, asks: [.result],
        needs: [.anotherPerson(than: "raise"), .paper("consultation-record")]),
      Step("fail", "记录协商未果", by: .bureau, from: .consulting, to: .failed, asks: [.result],
        needs: [.anotherPerson(than: "raise"), .paper("consultation-record")]),
      Step("escalate", "报请市政府协调", by: .bureau, from: .failed, to: .government, asks: [.text("document", "报请文号", max: 100)],
        untimely: .noConsultation, in: [.raised, .consulting]),
      Step("result", "登记协调结果", by: .bureau, from: .government, to: .coordinated, asks: [.result],
        needs: [.anotherPerson(than: "raise"), .paper("government-opinion")]),
      Step("drop", "撤回分歧", by: .raiser, from: .raised, .consulting, .failed, .government, to: .withdrawn),
    ])
}

extension Field {
  fileprivate static let result = Field("result", "协商或协调结果", .reason(max: 4000), else: .missing)
}
