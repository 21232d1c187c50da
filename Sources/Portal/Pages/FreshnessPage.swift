import JSONText

/// 更新情况: when tables and folders were last updated and which lag, and how interfaces answered in the last thirty days.
enum FreshnessPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    let lagging = visit.query["lagging"] == "true"
    let found = try await visit.get("/freshness", [("limit", "100"), ("after", visit.query["after"] ?? "0")] + (lagging ? [("lagging", "true")] : []))
    let rows = (found["resources"]?.array ?? []).map { line -> [HTML] in
      [
        "<a href=\"/cases/exchange/resource/\(line["id"]?.int ?? 0)\">\(line["title"]?.string ?? "")</a>", "\(visit.name(of: line["provider"]?.string))", Parts.badge(line["state"]),
        "\(line["frequency"]?["label"]?.string ?? line["frequency"]?.string ?? "")", "\(line["updatedOn"]?.string ?? line["updated"]?.string ?? "")",
        line["lagging"]?.bool == true ? "<span class=\"badge bad\">■ 更新滞后</span>" : "<span class=\"badge good\">● 按时</span>",
      ]
    }
    let services = (try await visit.get("/freshness/services", [("limit", "100")])["services"]?.array ?? []).map { line -> [HTML] in
      [
        "<a href=\"/cases/exchange/resource/\(line["id"]?.int ?? 0)\">\(line["title"]?.string ?? "")</a>", "\(visit.name(of: line["provider"]?.string))", Parts.badge(line["state"]), "\(line["calls"]?.int ?? 0)",
        "\(line["successRate"].flatMap { $0.isNull ? nil : "\($0.text) %" } ?? "—")", "\(line["p50"]?.int.map { "\($0) 毫秒" } ?? "—")", "\(line["p95"]?.int.map { "\($0) 毫秒" } ?? "—")",
      ]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    let content: HTML = """
      <section><h2>库表和文件</h2><p><a href="/freshness">全部</a> · <a href="/freshness?lagging=true">只看滞后</a></p>\(Parts.table(["资源", "提供部门", "状态", "更新频率", "最近更新", ""], rows, empty: "没有。"))\(next)</section>
      <section><h2>服务接口,近 30 日</h2>\(Parts.table(["接口", "提供部门", "状态", "调用", "成功率", "中位用时", "95%"], services, empty: "没有。"))</section>
      """
    return .page(200, Shell(visit: visit, title: "更新情况", trail: [("统计", "/statistics")], content: content).html)
  }
}
