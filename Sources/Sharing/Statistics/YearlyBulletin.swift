package import JSONText

/// 年度运行管理通报: the first text of its four chapters, out of a year's figures (NET-19). A person edits and signs it.
package enum YearlyBulletin {
  /// Which figures tell of which of the four things that the measure has supervised.
  private static let chapters: [(field: String, prefixes: [String])] = [
    ("access", ["net.unit", "net.township", "net.access", "net.application.new", "net.application.change", "net.application.again", "net.application.result", "net.closing"]),
    ("security", ["net.incident", "net.problem", "net.grading"]),
    ("lines", ["net.line", "net.fault", "net.availability"]),
    ("keyWork", ["net.private", "net.report", "net.address"]),
  ]

  /// `year`, `title`, and one text for each chapter: `接入:已开通 12 个;…`. What is zero or not to be said is left out; an empty chapter says so.
  package static func fields(year: String, _ figures: [(figure: Figure, value: JSON)]) -> JSONObject {
    var object = JSONObject()
    object["kind"] = "yearly"
    object["year"] = .string(year)
    object["title"] = .string("\(year)年度电子政务外网运行管理通报")
    object["text"] = .string("现将\(year)年度全市电子政务外网运行管理情况通报如下。")
    for chapter in chapters {
      let told = figures.filter { entry in chapter.prefixes.contains { entry.figure.code.hasPrefix($0) } && !entry.value.isNull && entry.value.text != "0" }
        .map { "\($0.figure.label) \($0.value.text) \($0.figure.unit)" }
      object[chapter.field] = .string(told.isEmpty ? "本年度没有需要通报的情况。" : told.joined(separator: ";") + "。")
    }
    return object
  }
}
