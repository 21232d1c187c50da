import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let drafting = State("drafting", "方案制定中")
  fileprivate static let confirming = State("confirming", "方案确认中")
  fileprivate static let waiting = State("waiting", "待实施")
  fileprivate static let building = State("building", "实施中")
  fileprivate static let testing = State("testing", "业务测试中")
}

extension Procedure {
  /// 接入业务申请: applied for, reviewed, planned by both sides, built, tested, in this order (NET-11, NET-12, NET §4-1).
  package static let accessApplication = Procedure(
    "extranet.application", "接入业务申请", prefix: "JR", beginning: "申请接入外网", clause: "NET-12", revision: 2, adopts: [1], common: .extranet,
    seats: [
      Seat(.unit, .owner, role: "unit.network"), Seat(.bureau, .bureau, role: "bureau.network"), Seat(.participant, .addressee, role: "unit.network"),
      Seat(.system, .system, role: ""),
    ],
    openers: [.unit, .bureau], addressees: "departments",
    facts: [
      Fact("unit", latestIn: "extranet.unit", about: "unit"), Fact("profile", latestIn: "extranet.profile"), Fact("access", caseIn: "access"),
      Fact("whose", departmentOf: .owner),
    ],
    fields: [
      Field("kind", "申请类型", .choice(Field.applicationKinds), else: .netMissing), Field("access", "原接入(变更、重新开通的)", .reference, required: false, else: .netMissing),
      .net("basis", "申请依据", max: 2000, else: .noApplicationBasis),
      Field("classified", "是否涉密", .flag, required: false, else: .netMissing),
    ] + Field.access + [
      .net("lawBasis", "授权的法律、法规及条款", max: 500, required: false), .net("need", "履职需要", max: 2000, required: false),
      .net("business", "业务需求", max: 2000, required: false), Field("addresses", "地址需求数", .number(0...65_536), required: false, else: .netMissing),
      Field("departments", "涉及部门", .texts(max: 50), required: false, else: .netMissing),
      Field("changes", "变更内容", .list([.net("item", "事项"), .net("old", "原为", max: 1000, required: false), .net("new", "改为", max: 1000, required: false)], max: 20), required: false, else: .netMissing).ours,
      Field("network", "单位局域网情况", .list([.net("item", "事项"), .net("value", "内容", max: 2000)], max: 10), required: false, else: .netMissing).ours,
      Field("ranges", "地址规划", .texts(max: 50), required: false, else: .netMissing).ours,
    ],
    papers: [
      Paper("network", "单位局域网拓扑图(自动附上)", when: .mayBeLaid, else: .netMissing), Paper("origin", "存量接入的来源文件", when: .isExisting, else: .netMissing),
      Paper("requirement", "中央和国家部门的接入要求文件", when: .isRequired, else: .noRequirement), Paper("scheme", "接入技术方案", during: .drafting, else: .netMissing),
      Paper("test", "业务测试结果", during: .testing, else: .noTest),
    ],
    ends: [.netDone, .netFailed, .withdrawn],
    steps: [
      Step("submit", "提交", by: .unit, .bureau, from: .draft, to: .netReview, when: .isApplied,
        needs: [
          .form, .rule(.unclassified), .rule(.profiled), .rule(.ofItsCategory), .rule(.townshipsByBureau), .rule(.accessOfItsOwn), .rule(.departmentsKnown),
        ], fills: [.changes] + Fill.responsibility),
      Step("import", "登记存量接入", by: .bureau, from: .draft, to: .netDone, when: .isExisting, needs: [.form, .rule(.unclassified)], fills: Fill.responsibility,
        moves: [.open("extranet.access")]),
      Step("approve", "审核通过", by: .bureau, from: .netReview, to: .drafting,
        asks: [
          Field("legality", "合规性", .choice(Field.verdicts), else: .bothConclusions), .net("legalityNote", "合规性说明", max: 2000, required: false),
          Field("reasonableness", "合理性", .choice(Field.verdicts), else: .bothConclusions), .net("reasonablenessNote", "合理性说明", max: 2000, required: false),
        ], needs: [.anotherPerson(than: "submit"), .rule(.bothPass)]),
      Step("reject", "审核未通过", by: .bureau, from: .netReview, to: .netFailed, asks: [.whyNot], needs: [.anotherPerson(than: "submit")]),
      Step("submit-scheme", "提交方案", by: .unit, .bureau, from: .drafting, to: .confirming,
        asks: Field.checklist + [Field("ranges", "地址规划(如 10.1.8.0/24)", .texts(max: 50), required: false, else: .netMissing)],
        needs: [.paper("scheme"), .rule(.rangesRead)], fills: [.ranges, .network],
        moves: [.attach("topology", of: "extranet.profile", as: "network")], premature: .outOfOrder(.netReview)),
      Step("confirm", "确认方案", by: .unit, .bureau, from: .confirming, to: .waiting, effects: [.reserveAddresses], joint: true,
        premature: .outOfOrder(.netReview, .drafting)),
      Step("object", "对方案提出异议", by: .unit, .bureau, from: .confirming, to: .drafting, asks: [.netReason]),
      Step("start", "开始实施", by: .bureau, from: .waiting, to: .building, asks: [Field("ready", "具备实施条件", .declaration, else: .notReady)], effects: [.address],
        premature: [.netReview: .wrongOrder, .drafting: .unconfirmed, .confirming: .unconfirmed]),
      Step("join", "确认本部门事项", by: .participant, from: .building, going: .same, asks: [.net("note", "说明", max: 2000, required: false)], needs: [.rule(.joinsOnce)]),
      Step("waive", "免予确认", by: .bureau, from: .building, going: .same, asks: [.net("addressee", "免予确认的部门", max: 40), .netReason], needs: [.rule(.waivesOneThatWaits)]),
      Step("finish", "实施完成", by: .unit, .bureau, from: .building, to: .testing, needs: [.rule(.allJoined)], premature: .outOfOrder(.netReview, .drafting, .confirming, .waiting)),
      Step("pass", "业务测试通过", by: .unit, .bureau, from: .testing, to: .netDone, when: .isForAccess, asks: Field.test, needs: [.paper("test")], effects: [.allotAddresses],
        moves: [.open("extranet.access")], premature: .outOfOrder(.netReview, .drafting, .confirming, .waiting, .building)),
      Step("pass", "业务测试通过", by: .unit, .bureau, from: .testing, to: .netDone, when: .isChange, asks: Field.test, needs: [.paper("test")], effects: [.allotAddresses],
        moves: [.amend(field: "access", "change")], premature: .outOfOrder(.netReview, .drafting, .confirming, .waiting, .building)),
      Step("fail", "业务测试不通过", by: .unit, .bureau, from: .testing, to: .building, asks: [.net("result", "测试结果", max: 2000)],
        premature: .outOfOrder(.netReview, .drafting, .confirming, .waiting, .building)),
      Step("withdraw", "撤回", by: .unit, from: .netReview, .drafting, .confirming, .waiting, .building, .testing, to: .withdrawn, effects: [.freeAddresses], drops: true),
      Step("access-closed", "接入已关闭", by: .system, from: .netReview, .drafting, .confirming, .waiting, .building, .testing, to: .withdrawn, when: .isChange,
        effects: [.freeAddresses], drops: true),
    ],
    clocks: [Clock("NK5", .target(.workingDays(5), setting: "extranet.review"), while: .netReview, holder: .bureau)])
}

extension Field {
  fileprivate static let applicationKinds: [Choice] = [.init("new", "新接入"), .init("change", "变更"), .init("again", "重新开通"), .init("existing", "存量登记(市数据局)")]
  fileprivate static let test: [Field] = [.net("items", "测试项目", max: 2000), .net("result", "测试结果", max: 2000)]
  fileprivate static let verdicts: [Choice] = [.init("pass", "通过"), .init("fail", "不通过")]
  /// The seven things that a scheme must agree with (NET-8).
  fileprivate static let checklist: [Field] = [
    ("security", "网络安全"), ("data", "数据安全"), ("personal", "个人信息保护"), ("procurement", "政府采购"), ("grading", "等级保护"), ("cipher", "密码管理"), ("project", "信息化项目管理"),
  ].map { Field($0.0, $0.1, .choice([.init("met", "符合"), .init("none", "不适用")]), else: .unchecked) }
}

extension [State: Refusal] {
  /// 申请、审核、制定方案、实施、业务测试, in this order.
  fileprivate static func outOfOrder(_ states: State...) -> [State: Refusal] { Dictionary(uniqueKeysWithValues: states.map { ($0, .wrongOrder) }) }
}

extension Refusal {
  static let classified = Refusal("N02", .form, "政务外网为非涉密网络,不得承载涉密业务", "NET-3").at("/classified")
  static let townships = Refusal("N09", .form, "街道(社区)、三镇由市数据局负责接入", "NET-5.5").at("/target")
  static let noProfile = Refusal("N10", .form, "请先登记网络管理员和安全责任人", "NET-6")
  static let unchecked = Refusal("N14", .form, "请逐项确认合规性", "NET-8")
  static let wrongCategory = Refusal("N17", .form, "本单位不属于该情形", "NET-11.1").at("/category")
  static let noRequirement = Refusal("N18", .form, "须上传中央和国家部门的接入要求文件", "NET-11.2")
  static let noLawBasis = Refusal("N19", .form, "须填写授权的法律、法规依据", "NET-11.3").at("/lawBasis")
  static let bySponsor = Refusal("N20", .form, "须由政务部门统一归口提出申请", "NET-11.4").at("/target")
  static let noNeed = Refusal("N21", .form, "请说明履职需要", "NET-11.4").at("/need")
  static let wrongOrder = Refusal("N22", .state, "请按申请、审核、制定方案、实施、业务测试的顺序办理", "NET-12")
  static let noApplicationBasis = Refusal("N23", .form, "请填写申请依据", "NET-12.1")
  static let bothConclusions = Refusal("N25", .form, "合规性、合理性均须审核", "NET-12.2a")
  static let unconfirmed = Refusal("N27", .state, "方案须经接入单位和市数据局双方确认", "NET-12.3")
  static let notReady = Refusal("N28", .state, "尚不具备实施条件", "NET-12.4a")
  static let unjoined = Refusal("N29", .state, "尚有部门未确认:{departments}", "NET-12.4b")
  static let noTest = Refusal("N30", .state, "请先反馈业务测试结果", "NET-12.5")
}
