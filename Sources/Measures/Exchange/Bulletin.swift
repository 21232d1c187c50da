import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let signed = State("signed", "已签发")
  fileprivate static let published = State("published", "已发布")
  fileprivate static let receipted = State("receipted", "已签收")
}

extension Party {
  fileprivate static let addressee = Party("ADDRESSEE", "被通报部门")
}

extension Procedure {
  /// 通报: of use, from a frozen monthly snapshot, or in criticism of facts; each addressee signs its receipt (EX-17b, EX-21, EX §4-11).
  package static let bulletin = Procedure(
    "exchange.bulletin", "通报", prefix: "TB", beginning: "起草通报", clause: "EX-17b", revision: 3, adopts: [1, 2], common: .exchange,
    seats: [
      Seat(.bureau, .owner, role: "bureau.operation"), Seat(.addressee, .addressee, role: "user.apply"),
      Seat(.addressee, .addressee, role: "provider.catalogue"), Seat(.addressee, .addressee, role: "provider.review"),
    ],
    openers: [.bureau], addressees: "addressees",
    fields: [
      Field("kind", "通报类型", .choice([.init("usage", "使用情况通报"), .init("criticism", "通报批评")]), else: .missing),
      .text("title", "标题"), .text("text", "正文", max: 20_000), Field("addressees", "通报对象", .texts(max: 200), else: .missing),
      .text("month", "统计月份", max: 7, required: false),
      Field("facts", "关联事实(违规或超期事项)", .references(max: 100), required: false, else: .noLinkedFact),
    ],
    ends: [.receipted], shown: [],
    steps: [
      Step("sign", "签发", by: .bureau, from: .draft, to: .signed, needs: [.form, .rule(.factsLinked), .rule(.addresseesKnown), .rule(.snapshotThere)]),
      Step("publish", "发布", by: .bureau, from: .signed, to: .published, effects: [.deliverBulletin], untimely: .unsigned, in: [.draft]),
      Step("receipt", "签收", by: .addressee, from: .published, to: .receipted, when: .lastToSign, asks: [.text("reply", "整改或回复意见", max: 4000, required: false)]),
      Step("receipt", "签收", by: .addressee, from: .published, going: .same, when: .othersToSign,
        asks: [.text("reply", "整改或回复意见", max: 4000, required: false)], needs: [.rule(.notSignedYet)]),
    ])
}

extension Rule {
  /// 通报批评 needs its facts: violations, or matters that were overdue (EX-21).
  fileprivate static let factsLinked = Rule("criticism is linked to facts", .noLinkedFact) { view, _ in
    guard view.fields["kind"]?.string == "criticism" else { return [] }
    let facts = (view.fields["facts"]?.array ?? []).compactMap(\.int)
    let known = (view.context["knownFacts"]?.array ?? []).compactMap(\.int)
    return !facts.isEmpty && facts.allSatisfy(known.contains) ? [] : [Refusal.noLinkedFact.at("/facts")]
  }
  fileprivate static let addresseesKnown = departmentsKnown(
    "addressees are departments", in: "addressees", else: .missing.saying(["label": "已登记的通报对象部门"]))
  /// A bulletin of use cites a month whose figures are frozen (EX-17b).
  fileprivate static let snapshotThere = Rule("a bulletin of use stands on a frozen month", .missing) { view, _ in
    guard view.fields["kind"]?.string == "usage" else { return [] }
    return view.context["snapshot"]?.bool == true ? [] : [Refusal.missing.saying(["label": "已生成统计快照的月份(如2026-10)"]).at("/month")]
  }
  fileprivate static let notSignedYet = answersOnce("it has not signed yet", else: .notNow.saying(["state": "本部门已签收"]))
}
