import JSONText

/// 为什么是这一天: a due date, counted day by day with 休 and 班 and the notice that says so.
enum ClockPage {
  private static let weekdays = ["", "一", "二", "三", "四", "五", "六", "日"]

  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first.flatMap(Int.init) else { return .page(404, FaultPage.missing(visit)) }
    let clock = try await visit.get("/clocks/\(id)/explain")
    let content: HTML = """
      \(Parts.facts([
        ("事项", "\(clock["case"]?.string ?? "")"), ("长度", "\(clock["length"]?.string ?? "")"), ("依据", "\(Parts.clause(clock["source"]?.string))"),
        ("起算日(当日不计)", "\(clock["start"]?.string ?? "")"), ("到期日", "\(clock["dueDay"]?.string ?? "")"), ("说明", "\(clock["note"]?.string ?? "")"),
      ]))
      \(days(clock["days"]?.array ?? []))
      """
    return .page(200, Shell(visit: visit, title: "时限 \(clock["code"]?.string ?? "")", content: content).html)
  }

  static func days(_ days: [JSON]) -> HTML {
    let rows = days.map { day -> [HTML] in
      let counted = day["counted"]?.int
      return [
        "\(day["day"]?.string ?? "")", "周\(weekdays[max(0, min(7, day["weekday"]?.int ?? 0))])",
        counted.map { "<span class=\"badge good\">班 第 \($0) 日</span>" } ?? "<span class=\"badge\">休</span>", "\(day["source"]?.string ?? "")",
      ]
    }
    return rows.isEmpty ? "" : Parts.table(["日期", "星期", "计数", "依据"], rows, caption: "逐日计算")
  }
}
