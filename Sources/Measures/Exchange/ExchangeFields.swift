import JSONText
import Vocabulary
import Workflow

/// Parts of forms that several procedures of the exchange share.
extension Field {
  static let frequencies: [Choice] = [
    Choice("realtime", "实时"), Choice("daily", "每日"), Choice("weekly", "每周"), Choice("monthly", "每月"),
    Choice("quarterly", "每季度"), Choice("half-yearly", "每半年"), Choice("yearly", "每年"), Choice("irregular", "不定期"),
  ]
  static let manners: [Choice] = [Choice("query", "查询"), Choice("verify", "核验"), Choice("batch", "批量交换"), Choice("other", "其他")]
  static let changeWays: [Choice] = [Choice("full", "全量替换"), Choice("column", "递增列"), Choice("digest", "摘要比对")]
  static let itemTypes: [Choice] = [
    Choice("integer", "整数"), Choice("text", "文本"), Choice("number", "数值"), Choice("date", "日期"), Choice("timestamp", "时间"),
    Choice("boolean", "是否"),
  ]

  static let reason = Field("reason", "具体理由", .reason(max: 2000), else: .noReason)
  static let basis = Field("basis", "依据", .reason(max: 2000), else: .noBasis)

  static func text(_ name: String, _ label: String, max: Int = 200, required: Bool = true, else refusal: Refusal = .missing) -> Field {
    Field(name, label, .text(max: max), required: required, else: refusal)
  }

  /// What a department says of the use it will make (EX §5): in an application, and in a demand that becomes one.
  static let using: [Field] = [
    .text("system", "业务系统"), .text("purpose", "履职依据和使用事由", max: 2000), .text("scene", "应用场景", max: 2000),
    .text("flow", "数据流向", max: 2000), Field("manner", "使用方式", .choice(Field.manners), else: .missing),
    Field("items", "数据项", .list([.text("name", "数据项", max: 100), .text("use", "用途", max: 500)], max: 500), else: .noItems),
    Field("allReason", "全选理由", .reason(max: 2000), required: false, else: .noReason),
    .text("mannerNote", "使用方式说明(选“其他”时)", max: 500, required: false),
    Field("scope", "数据范围和参数", .object, required: false, else: .missing),
    Field("addresses", "调用地址", .texts(max: 50), required: false, else: .missing),
    Field("months", "使用期限(月)", .number(1...36), else: .termTooLong), .text("contact", "联系人", max: 60), .text("phone", "联系电话", max: 40),
    .text("safety", "安全措施", max: 2000), Field("oneThing", "支撑“高效办成一件事”", .flag, required: false, else: .missing),
    .text("oneThingName", "事项名称", required: false), Field("commitment", "数据使用承诺", .declaration, else: .noCommitment),
  ]

  /// The dispute whose result reopens a decision (EX-16).
  static let dispute = Field("dispute", "分歧协调事项", .reference, else: .noSettlement)
}

extension Condition {
  /// A paper that may lie there and is never asked for.
  static let mayBeLaid = Condition("可附") { _ in false }
}

extension Rule {
  /// Neither reason nor basis may lean on a lacking paper application (EX-5.3b).
  static let notForPaper = Rule("reason is not about paper", else: .wantsPaper) { _, act in
    ["reason", "basis"].allSatisfy { !Reasoning.wantsPaper(act.input[$0]?.string ?? "") }
  }
}
