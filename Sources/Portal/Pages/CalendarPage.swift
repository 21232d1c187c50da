import JSONText

/// 工作日: a year's holidays, and a calculator of due dates.
enum CalendarPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    let year = visit.query["year"].flatMap(Int.init) ?? visit.query["start"].flatMap { Int($0.prefix(4)) } ?? visit.person?["now"]?.string.flatMap { Int($0.prefix(4)) } ?? 2000
    let calendar = try await visit.get("/calendar/\(min(2100, max(2000, year)))")
    let rows = (calendar["days"]?.array ?? []).map { day -> [HTML] in
      ["\(day["day"]?.string ?? "")", day["kind"]?.string == "holiday" ? "<span class=\"badge\">休</span>" : "<span class=\"badge good\">班</span>", "\(day["source"]?.string ?? "")"]
    }
    var (counted, fault): (HTML, Fault?) = ("", nil)
    if let start = visit.query["start"], !start.isEmpty {
      do {
        let due = try await visit.get("/clocks/due", [("start", start), ("days", visit.query["days"] ?? "10")])
        counted = "<p class=\"told\" role=\"status\">到期日:\(due["dueDay"]?.string ?? due["due"]?.string ?? "")</p>\(ClockPage.days(due["days"]?.array ?? []))"
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let banner: HTML = calendar["provisional"]?.bool == true ? "<p class=\"refused\" role=\"alert\">\(year) 年的节假日安排还没有发布,到期日暂按周末和法定节假日推算,发布后自动重算。</p>" : ""
    let content: HTML = """
      \(banner)\(Parts.fault(fault))
      <section><h2>推算到期日</h2><form method="get" action="/calendar" class="filter"><div class="field"><label for="start">起算日(当日不计)</label><input id="start" name="start" type="date" required value="\(visit.query["start"] ?? "")"></div>
      <div class="field"><label for="days">工作日数</label><input id="days" name="days" type="number" min="1" max="250" value="\(visit.query["days"] ?? "10")"></div><button class="main">推算</button></form>\(counted)</section>
      <section><h2>\(year) 年</h2><p>全年 \(calendar["workingDays"]?.int ?? 0) 个工作日。<a href="/calendar?year=\(year - 1)">上一年</a> <a href="/calendar?year=\(year + 1)">下一年</a></p>
      \(Parts.table(["日期", "", "依据"], rows, empty: "没有调整的日期。"))</section>
      """
    return .page(200, Shell(visit: visit, title: "工作日", content: content).html)
  }
}
