package import JSONText

/// Reads one cell by its column: the form's value, or why there is none.
package enum SheetCell {
  package enum Value: Sendable, Hashable {
    case empty
    case member(JSON)
    case noMaterials
    case wrong(String)
  }

  package static func read(_ cell: String, _ column: SheetColumn) -> Value {
    let text = bare(cell)
    guard !text.isEmpty else { return .empty }
    guard text.count <= SheetLimits.cell else { return .wrong("文字过长(最多\(SheetLimits.cell)字)") }
    switch column.kind {
    case .text: return .member(.string(text))
    case .choice(let choices): return choice(text, choices)
    case .texts: return .member(JSON(parts(text)))
    case .materials: return materials(text)
    case .flag: return flag(text)
    }
  }

  /// Without space around it, and without the apostrophe that `SafeCell` set before what looked like a formula.
  package static func bare(_ cell: String) -> String {
    var text = cell[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    if text.first == "'", let second = text.dropFirst().first, "=+-@".contains(second) { text.removeFirst() }
    return String(text)
  }

  /// The label, its beginning where that is unmistakable (无条件 for 无条件共享), or the code.
  private static func choice(_ text: String, _ choices: [SheetColumn.Choice]) -> Value {
    if let exact = choices.first(where: { $0.label == text || $0.code == text }) { return .member(.string(exact.code)) }
    let folded = FoldedName(text)
    if let exact = choices.first(where: { FoldedName($0.label) == folded }) { return .member(.string(exact.code)) }
    let begun = choices.filter { FoldedName($0.label).text.hasPrefix(folded.text) }
    if begun.count == 1 { return .member(.string(begun[0].code)) }
    if text.hasPrefix("不予共享") { return .wrong("不予共享的数据不编入目录,请提交不予共享备案") }
    return .wrong("“\(text.prefix(20))”不在可选范围,只能填:\(choices.map(\.label).joined(separator: "、"))")
  }

  private static func parts(_ text: String) -> [String] {
    text.split { $0.isNewline || $0 == ";" || $0 == ";" }.map { bare(String($0)) }.filter { !$0.isEmpty }
  }

  private static func materials(_ text: String) -> Value {
    if ["无需材料", "无"].contains(text) { return .noMaterials }
    let listed = parts(text).enumerated().map { n, part -> JSON in
      var label = part
      let optional = ["(可选)", "(可选)", "(选填)", "(选填)"].first(where: label.hasSuffix)
      if let optional { label.removeLast(optional.count) }
      let sides = label.split(separator: "=", maxSplits: 1).map { bare(String($0)) }
      return [
        "name": .string(sides.count == 2 ? sides[0] : "m\(n + 1)"), "label": .string(sides.last ?? label), "required": .bool(optional == nil),
      ]
    }
    return .member(.array(listed))
  }

  private static func flag(_ text: String) -> Value {
    switch FoldedName(text).text {
    case "是", "y", "yes", "1", "true", "√", "✓": .member(true)
    case "否", "n", "no", "0", "false", "×": .member(false)
    default: .wrong("只能填“是”或“否”")
    }
  }
}
