/// What counts as a specific reason (具体理由, EX-5.3a) and what is no reason at all (EX-5.3b). Pure text rules.
package enum Reasoning {
  /// A text that only states a result. [CFG] of EX-5.3a.
  static let mereResults: Set<String> = [
    "不行", "不同意", "不通过", "不符合", "不符合要求", "不符合条件", "不予授权", "不予受理", "拒绝", "退回", "无", "其他",
  ]
  static let paperWords = ["纸质申请", "纸质版申请", "纸质的申请"]
  static let lackWords = ["未收到", "没有收到", "没收到", "未见", "未提交", "没有提交", "未报送", "缺少", "须提交", "需提交"]

  /// False for a blank text or, without spaces and punctuation, a mere result. There is no minimum length.
  package static func saysWhy(_ text: String) -> Bool {
    let bare = text.filter { !$0.isWhitespace && !$0.isPunctuation && !$0.isSymbol }
    return !bare.isEmpty && !mereResults.contains(bare)
  }

  /// True when one part between punctuation marks says that a paper application is lacking: never a ground (EX-5.3b, E17).
  package static func wantsPaper(_ text: String) -> Bool {
    text.split(whereSeparator: { $0.isPunctuation || $0.isNewline }).contains { part in
      paperWords.contains { part.contains($0) } && lackWords.contains { part.contains($0) }
    }
  }

  /// A text about paper that is no refusal for lack of it; marked 涉纸质 in the bureau's supervision list.
  package static func mentionsPaper(_ text: String) -> Bool { text.contains("纸质") && !wantsPaper(text) }
}
