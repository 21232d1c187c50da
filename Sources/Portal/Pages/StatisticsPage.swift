import JSONText
import Measures

/// 统计: figures of a period, each opening the list that it counts.
enum StatisticsPage {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    let period = visit.query["period"].flatMap { $0.isEmpty ? nil : $0 }
    let query: [(name: String, value: String)] = period.map { [("period", $0)] } ?? []
    if let figure = parts.first { return try await list(visit, figure, query) }
    let measure = Measure.all.first { $0.path == visit.query["measure"] } ?? .exchange
    let report = try await visit.get("/statistics", query + [("measure", measure.path)])
    let shown = period ?? report["period"]?.string ?? ""
    let rows = (report["figures"]?.array ?? []).map { figure -> [HTML] in
      let code = figure["code"]?.string ?? ""
      let value = figure["value"].flatMap { $0.isNull ? nil : $0.text } ?? "—"
      return [
        "\(figure["label"]?.string ?? "")", "<a href=\"/statistics/\(code)?period=\(shown)\">\(value) \(figure["unit"]?.string ?? "")</a>",
        "\(Parts.clause(figure["clause"]?.string))",
      ]
    }
    let tabs = Measure.all.map { "<li><a href=\"/statistics?measure=\($0.path)&period=\(shown)\"\($0 == measure ? " aria-current=\"page\"" as HTML : HTML.empty)>\($0.shortTitle)</a></li>" as HTML }
    let begin: HTML = measure == .extranet && visit.holds("bureau.network-bulletin")
      ? "<p><a href=\"/cases/extranet/bulletin/new?kind=yearly&year=\(shown.prefix(4))\">按 \(shown.prefix(4)) 年统计起草年度运行管理通报</a></p>" : ""
    let content: HTML = """
      <ul class="tabs">\(tabs)</ul>\(begin)<p><a href="/freshness">更新情况:哪些数据滞后,哪些接口慢</a></p><form method="get" action="/statistics" class="filter"><input type="hidden" name="measure" value="\(measure.path)"><div class="field"><label for="period">时段(2026-11、2026-Q4、2026)</label><input id="period" name="period" value="\(shown)"></div><button class="main">查看</button></form>
      \(Parts.table(["指标", "数值", "依据"], rows, caption: "\(shown)"))
      <p><a href="\(Parts.file("/statistics?period=\(shown)&measure=\(measure.path)&format=csv"))">导出 CSV</a></p>
      """
    return .page(200, Shell(visit: visit, title: "统计", content: content).html)
  }

  private static func list(_ visit: Visit, _ code: String, _ query: [(name: String, value: String)]) async throws -> Reply {
    let found = try await visit.get("/statistics/\(code)", query + [("limit", "200")] + (visit.query["after"].map { [("after", $0)] } ?? []))
    let rows = (found["rows"]?.array ?? []).map { row -> [HTML] in
      [Parts.time(row["at"]?.string), "\(row["number"]?.string ?? "")", "\(row["title"]?.string ?? "")", "\(visit.name(of: row["department"]?.string))", "\(row["note"]?.string ?? "")", "\(row["days"]?.int.map { "\($0) 个工作日" } ?? "")"]
    }
    let period = query.first?.value ?? ""
    let figure = try await visit.get("/statistics", query + [("measure", found["measure"]?.string ?? "")])["figures"]?.array?.first { $0["code"]?.string == code }
    let chart = BarChart(
      title: "\(found["label"]?.string ?? code),各部门",
      bars: (figure?["departments"]?.array ?? []).compactMap { line in
        guard let value = line["value"], let number = Double(value.text), number > 0 else { return nil }
        return (visit.name(of: line["department"]?.string), number, "\(value.text) \(found["unit"]?.string ?? "")")
      }.sorted { $0.value > $1.value }.prefix(12).map { $0 })
    let next = found["next"]?.string.map { "<p><a href=\"?period=\(period)&after=\(Parts.encoded($0))\">下一页</a></p>" as HTML }
    let content: HTML = "\(chart.html)\(Parts.table(["时间", "编号", "名称", "部门", "说明", "用时"], rows, empty: "这一时段没有。"))\(next)<p><a href=\"\(Parts.file("/statistics/\(code)?format=csv\(period.isEmpty ? "" : "&period=\(period)")"))\">导出 CSV</a></p>"
    return .page(200, Shell(visit: visit, title: found["label"]?.string ?? code, trail: [("统计", "/statistics?period=\(period)")], content: content).html)
  }
}
