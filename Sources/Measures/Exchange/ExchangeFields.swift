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
  static let itemTypes: [Choice] = [
    Choice("integer", "整数"), Choice("text", "文本"), Choice("number", "数值"), Choice("date", "日期"), Choice("timestamp", "时间"),
    Choice("boolean", "是否"),
  ]

  static let reason = Field("reason", "具体理由", .reason(max: 2000), else: .noReason)
  static let basis = Field("basis", "依据", .reason(max: 2000), else: .noBasis)

  static func text(_ name: String, _ label: String, max: Int = 200, required: Bool = true) -> Field {
    Field(name, label, .text(max: max), required: required, else: .missing)
  }
}

extension Rule {
  /// Neither reason nor basis may lean on a lacking paper application (EX-5.3b).
  static let notForPaper = Rule("reason is not about paper", else: .wantsPaper) { _, act in
    ["reason", "basis"].allSatisfy { !Reasoning.wantsPaper(act.input[$0]?.string ?? "") }
  }
}
