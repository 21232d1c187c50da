import JSONText
import Vocabulary
package import Workflow

extension Ledger {
  private static let planes: [Field.Choice] = [.init("one", "一平面"), .init("two", "二平面"), .init("metropolitan", "城域网")]
  private static let network = ["bureau.network"], safety = ["bureau.network-safety"]

  /// 接入单位登记: who the units are and of which of the four categories; kept by the bureau (NET-2, NET-11.1).
  package static let unit = Ledger(
    "extranet.unit", "接入单位登记", clause: "NET-2",
    fields: [
      .net("date", "登记日期", max: 10), .net("unit", "单位", max: 40),
      Field("category", "接入情形", .choice([.init("1", "第一项"), .init("2", "第二项"), .init("3", "第三项"), .init("4", "第四项")]), else: .netMissing),
      Field("kind", "单位类别", .choice([.init("department", "部门"), .init("street", "街道"), .init("community", "社区"), .init("town", "镇"), .init("other", "其他")]), else: .netMissing),
      Field("budget", "市级财政预算单位", .flag, required: false, else: .netMissing), .net("superior", "上级单位", required: false), .net("address", "地址", max: 500, required: false),
    ], days: ["date"], dated: "date", writers: network, readers: .everyone)

  /// 单位网络信息: who runs a unit's network and who answers for it (NET-6).
  package static let profile = Ledger(
    "extranet.profile", "单位网络信息", clause: "NET-6",
    fields: [
      .net("date", "登记日期", max: 10), .net("administrator", "网络管理员", max: 60), .net("officer", "安全责任人", max: 60), .net("phone", "联系电话", max: 40),
      Field("terminals", "终端数", .number(0...1_000_000), required: false, else: .netMissing), .net("protection", "边界防护", max: 2000, required: false),
      .net("conformity", "规范符合性自查", max: 2000, required: false),
    ], days: ["date"], dated: "date", writers: ["unit.network"],
    papers: [Paper("topology", "拓扑图", else: .netMissing), Paper("pledge", "安全责任书", else: .netMissing)])

  /// 对接记录: what was agreed with the province's data centre (NET-5.4).
  package static let guidance = Ledger(
    "extranet.guidance", "省级对接记录", clause: "NET-5.4",
    fields: [.net("date", "日期", max: 10), .net("subject", "事项", max: 500), .net("document", "文号", max: 100, required: false), .net("result", "结果", max: 4000)],
    days: ["date"], dated: "date", writers: network, papers: [Paper("document", "文件", else: .netMissing)])

  /// 设备台账: where each node of the network stands (NET-5.1).
  package static let device = Ledger(
    "extranet.device", "网络设备台账", clause: "NET-5.1",
    fields: [
      .net("date", "登记日期", max: 10), .net("name", "设备名称"), .net("place", "位置", max: 500), Field("plane", "所属", .choice(planes), else: .netMissing),
      Field("segment", "网段类型", .choice([.init("wide", "广域骨干网"), .init("metropolitan", "城域网")]), else: .netMissing),
      Field("state", "状态", .choice([.init("running", "在用"), .init("spare", "备用"), .init("stopped", "停用")]), else: .netMissing),
    ], days: ["date"], dated: "date", writers: network)

  /// 经费台账 (NET-5.1); may be kept.
  package static let funds = Ledger(
    "extranet.funds", "经费台账", clause: "NET-5.1",
    fields: [.net("date", "日期", max: 10), .net("item", "项目"), Field("amount", "金额(元)", .number(0...10_000_000_000), else: .netMissing), .net("note", "说明", max: 2000, required: false)],
    days: ["date"], dated: "date", writers: network)

  /// 平面登记: which of the two planes which operator runs (NET-7).
  package static let plane = Ledger(
    "extranet.plane", "平面登记", clause: "NET-7a",
    fields: [
      .net("date", "登记日期", max: 10), Field("plane", "平面", .choice([.init("one", "一平面"), .init("two", "二平面")]), else: .netMissing),
      .net("operator", "运营单位", max: 40), .net("note", "说明", max: 2000, required: false),
    ], days: ["date"], dated: "date", writers: network, readers: .everyone)

  /// 运维合同: under which the network is maintained; whoever keeps it is told before it ends (NET-7c).
  package static let contract = Ledger(
    "extranet.contract", "运维合同", clause: "NET-7c",
    fields: [
      .net("date", "签订日期", max: 10), .net("number", "合同编号", max: 100), .net("contractor", "运维服务单位", max: 100), .net("from", "开始日期", max: 10), .net("to", "结束日期", max: 10),
      .net("scope", "服务范围", max: 4000),
    ], days: ["date", "from", "to"], dated: "date", writers: network, papers: [Paper("contract", "合同文本", else: .netMissing)],
    rules: [EntryRule("it ends after it begins", at: "to", else: Refusal.netMissing.saying(["label": "晚于开始日期的结束日期"])) { ($0["from"]?.string ?? "") <= ($0["to"]?.string ?? "") }],
    expires: Expiry("to", setting: "extranet.contract-reminder", names: "number", reminds: "bureau.network"))

  /// 运维记录: what was maintained, by the contract that it names (NET-7c, NET-18).
  package static let maintenance = Ledger(
    "extranet.maintenance", "运维记录", clause: "NET-7c",
    fields: [
      .net("date", "日期", max: 10), .net("contract", "合同编号", max: 100), Field("object", "对象", .choice(planes), else: .netMissing), .net("place", "位置", max: 500),
      .net("work", "维护内容", max: 4000), .net("result", "结果", max: 2000),
    ], days: ["date"], dated: "date", facts: [Fact("contract", latestIn: "extranet.contract", about: "number", of: .field("contract"))],
    writers: ["ops.network", "bureau.network"],
    rules: [
      EntryRule("its day lies in the contract's period", at: "date", else: .outsideContract) { entry, around in
        guard let day = entry["date"]?.string, let from = around["contract"]?["from"]?.string, let to = around["contract"]?["to"]?.string else { return false }
        return from <= day && day <= to
      }
    ])

  /// 等保记录: the network is of level three, and what was done about it is reported (NET-15).
  package static let grading = Ledger(
    "extranet.grading", "等级保护记录", clause: "NET-15a",
    fields: [
      Field("object", "对象", .choice(planes), else: .netMissing), Field("level", "等级", .number(1...5), else: .netMissing), .net("filing", "备案号", max: 100),
      .net("agency", "测评机构"), .net("date", "测评日期", max: 10), .net("result", "测评结论", max: 2000), .net("reportedOn", "报送日期", max: 10, required: false),
      .net("addressee", "报送对象(市公安局等)", required: false), .net("receipt", "回执编号", max: 100, required: false),
    ], days: ["date", "reportedOn"], dated: "date", writers: safety, papers: [Paper("report", "测评报告", else: .netMissing), Paper("receipt", "报送回执", else: .netMissing)],
    rules: [EntryRule("the level is three or higher", at: "level", else: .levelTooLow) { ($0["level"]?.int ?? 0) >= 3 }])

  /// 应急预案, 风险评估, 攻防演练: periodic, with what was found (NET-17).
  package static let emergencyPlan = preparedness("emergency-plan", "应急预案", "修订内容")
  package static let assessment = preparedness("assessment", "网络安全风险评估", "发现的问题")
  package static let drill = preparedness("drill", "攻防演练", "发现的问题")

  private static func preparedness(_ code: String, _ title: String, _ findings: String) -> Ledger {
    Ledger(
      "extranet.\(code)", title, clause: "NET-17",
      fields: [.net("date", "日期", max: 10), .net("name", "名称"), .net("findings", findings, max: 4000), .net("note", "说明", max: 2000, required: false)], days: ["date"],
      dated: "date", writers: safety, papers: [Paper("document", "文件", else: .netMissing)])
  }

  /// 监督检查: the four subjects that the bureau supervises (NET-6.2, NET-19).
  package static let inspection = Ledger(
    "extranet.inspection", "监督检查记录", clause: "NET-19",
    fields: [
      .net("date", "检查日期", max: 10),
      Field("subject", "检查内容", .choice([.init("access", "网络接入"), .init("security", "网络安全"), .init("lines", "线路保障"), .init("key-work", "重点工作落实")]), else: .netMissing),
      Field("units", "检查单位", .texts(max: 200), else: .netMissing), .net("conclusion", "检查结论", max: 4000),
    ], days: ["date"], dated: "date", writers: safety)
}

extension Duty {
  package static let assessment = again("assessment", "网络安全风险评估", .assessment)
  package static let drill = again("drill", "攻防演练", .drill)
  package static let planRevision = again("plan-revision", "应急预案修订", .emergencyPlan)

  private static func again(_ code: String, _ title: String, _ ledger: Ledger) -> Duty {
    Duty(
      "extranet.\(code)-due", title, clause: "NET-17", owner: .bureau, every: .months(12), setting: "extranet.preparedness-months", fulfilledBy: ledger.code,
      reminds: "bureau.network-safety")
  }

  package static let grading = Duty(
    "extranet.grading-due", "等级保护测评", clause: "NET-15a", owner: .bureau, every: .months(12), setting: "extranet.grading-months", fulfilledBy: Ledger.grading.code,
    reminds: "bureau.network-safety")

  /// A bulletin of the network's operation each calendar year, whichever year it is about (NET-19, NET §7.4).
  package static let yearlyBulletin = Duty(
    "extranet.bulletin-due", "年度运行管理通报", clause: "NET-19", everyYearOnce: "extranet.access", fulfilledBy: "extranet.bulletin", step: "publish", where: "kind", is: "yearly", verb: "通报",
    reminds: "bureau.network-bulletin")
}

extension Refusal {
  static let outsideContract = Refusal("N13", .form, "不在合同期内", "NET-7c")
  static let levelTooLow = Refusal("N33", .form, "政务外网应符合等级保护第三级要求", "NET-15a")
}
