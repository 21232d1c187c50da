import JSONText

/// 为什么是这一天: a due date, counted day by day with 休 and 班 and the notice that says so.
enum ClockPage {
  private static let weekdays = ["", "一", "二", "三", "四", "五", "六", "日"]

  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first.flatMap(Int.init) else { return .page(404, FaultPage.missing(visit)) }
    let clock = try await visit.get("/clocks/\(id)/explain")
    let (number, start) = (clock["case"]?.string ?? "", clock["start"]?.string ?? "")
    let place = "/cases/\((clock["procedure"]?.string ?? "").replacing(".", with: "/"))/\(clock["caseId"]?.int ?? 0)"
    let earlier: HTML = clock["startedAt"]?.string?.hasPrefix(start) == true ? "" : "(自事项中写明的发生日期起算)"
    let notice: HTML = clock["provisional"]?.bool == true ? "<p class=\"refused\" role=\"alert\">\(clock["note"]?.string ?? "");安排发布后自动重算,并通知办理部门。</p>" : ""
    let content: HTML = """
      \(notice)\(Parts.facts([
        ("事项", "<a href=\"\(place)\">\(number)</a>"), ("时限", "\(clock["code"]?.string ?? "")"), ("长度", "\(clock["length"]?.string ?? "")"), ("依据", "\(Parts.clause(clock["source"]?.string))"),
        ("起算日(当日不计)", "\(start) \(earlier)"), ("到期日", "\(clock["dueDay"]?.string ?? "")"),
      ]))
      \(clock["unit"]?.string == "named" ? "<p>这一天由市数据局在通知或责令书中写明,不按日历推算,也不因节假日调整;要延长,须另行通知。</p>" as HTML : days(clock["days"]?.array ?? []))
      """
    return .page(200, Shell(visit: visit, title: "\(number) 为什么 \(clock["dueDay"]?.string ?? "") 到期", trail: [("事项", "/cases"), (number, place)], content: content).html)
  }

  static func days(_ days: [JSON]) -> HTML {
    let rows = days.map { day -> [HTML] in
      let counted = day["counted"]?.int
      return [
        "\(day["day"]?.string ?? "")", "周\(weekdays[max(0, min(7, day["weekday"]?.int ?? 0))])",
        counted.map { "<span class=\"badge good\">班 第 \($0) 日</span>" } ?? "<span class=\"badge\">休</span>", "\(day["source"]?.string ?? (counted != nil ? "工作日" : (day["weekday"]?.int ?? 0) > 5 ? "周末" : "法定节假日"))",
      ]
    }
    return rows.isEmpty ? "" : Parts.table(["日期", "星期", "计数", "依据"], rows, caption: "逐日计算")
  }
}
