import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let signed = State("signed", "已签发")
  fileprivate static let published = State("published", "已发布")
  fileprivate static let receipted = State("receipted", "已签收")
}

extension Procedure {
  /// 外网通报: of a year's operation, of the security situation, of an incident, of problems; each unit addressed signs its receipt (NET-16, NET-19, NET §4-6).
  package static let netBulletin = Procedure(
    "extranet.bulletin", "外网通报", prefix: "WB", beginning: "起草外网通报", clause: "NET-19", common: .extranet,
    seats: [Seat(.bureau, .owner, role: "bureau.network-bulletin"), Seat(.participant, .addressee, role: "unit.network")],
    openers: [.bureau], addressees: "addressees", facts: [Fact("about", caseIn: "incident")],
    fields: [
      Field("kind", "通报类型", .choice([.init("yearly", "年度运行管理通报"), .init("situation", "安全态势通报"), .init("incident", "安全事件通报"), .init("problem", "问题通报")]), else: .netMissing),
      .net("title", "标题"), .net("year", "年度", max: 4, required: false), .net("text", "正文", max: 20_000), .net("access", "网络接入", max: 8000, required: false),
      .net("security", "网络安全", max: 8000, required: false), .net("lines", "线路保障", max: 8000, required: false), .net("keyWork", "重点工作落实", max: 8000, required: false),
      Field("incident", "安全事件", .reference, required: false, else: .netMissing), Field("addressees", "通报对象", .texts(max: 500), else: .netMissing),
    ],
    ends: [.receipted],
    steps: [
      Step("sign", "签发", by: .bureau, from: .draft, to: .signed, needs: [.form, .rule(.fourChapters), .rule(.incidentNamed), .rule(.addresseesKnown)]),
      Step("publish", "发布", by: .bureau, from: .signed, to: .published, effects: [.address], premature: [.draft: .unsignedBulletin]),
      Step("receipt", "签收", by: .participant, from: .published, to: .receipted, when: .lastToSign, asks: [.net("reply", "回复", max: 4000, required: false)]),
      Step("receipt", "签收", by: .participant, from: .published, going: .same, when: .othersToSign, asks: [.net("reply", "回复", max: 4000, required: false)],
        needs: [.rule(.receiptsOnce)]),
    ])
}

extension Rule {
  /// The four things that the measure has supervised, of the year that it names (NET-19).
  fileprivate static let fourChapters = Rule("the yearly bulletin names its year and has its four chapters", .netMissing) { view, _ in
    guard view.fields["kind"]?.string == "yearly" else { return [] }
    let labels = ["year": "年度", "access": "网络接入", "security": "网络安全", "lines": "线路保障", "keyWork": "重点工作落实"]
    return ["year", "access", "security", "lines", "keyWork"].filter { view.fields[$0]?.string?.isBlank != false }
      .map { Refusal.netMissing.saying(["label": labels[$0] ?? $0]).at("/\($0)") }
  }
  fileprivate static let incidentNamed = Rule("an incident's bulletin names it", .netMissing) { view, _ in
    guard view.fields["kind"]?.string == "incident" else { return [] }
    return view.context["about"]?["procedure"]?.string == "extranet.incident" ? [] : [Refusal.netMissing.saying(["label": "安全事件"]).at("/incident")]
  }
  fileprivate static let addresseesKnown = departmentsKnown(
    "addressees are departments", in: "addressees", else: .netMissing.saying(["label": "已登记的通报对象"]))
  fileprivate static let receiptsOnce = answersOnce("it has not signed yet", else: .netNotNow.saying(["state": "本单位已签收"]))
}

extension Refusal {
  static let unsignedBulletin = Refusal("N35", .state, "通报须先签发", "NET-19")
}
