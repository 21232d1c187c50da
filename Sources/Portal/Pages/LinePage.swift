import JSONText
import Measures
import Workflow

/// 外网线路: the boards of the two planes, and how much of a month each line served (NET-7, NET-18). An operator sees its own plane alone.
enum LinePage {
  private static let planes = [("one", "一平面"), ("two", "二平面")]

  static func answer(_ visit: Visit) async throws -> Reply {
    let lines = try await all(visit)
    let isSupervised = visit.holds("bureau.network", "operator.network")
    let asked = visit.query["period"].flatMap { $0.isEmpty ? nil : $0 }
    let report = isSupervised ? try await visit.get("/statistics", [("measure", Measure.extranet.path)] + (asked.map { [("period", $0)] } ?? [])) : [:]
    let month = report["period"]?.string ?? ""
    var boards: [HTML] = []
    for (code, title) in planes {
      let own = lines.filter { $0["fields"]?["plane"]?.string == code }
      guard !own.isEmpty || visit.isBureau else { continue }
      boards.append("<section aria-labelledby=\"plane-\(code)\"><h2 id=\"plane-\(code)\">\(title)</h2>\(states(own))\(isSupervised ? try await availability(visit, code, report["figures"]?.array ?? [], month) : HTML.empty)\(table(own, visit))</section>")
    }
    let filter: HTML = !isSupervised ? "" : """
      <form method="get" action="/lines" class="filter"><div class="field"><label for="period">可用率月份(如 2026-11)</label><input id="period" name="period" maxlength="7" value="\(month)"></div><button>查看</button></form>
      """
    let begin: HTML = Procedure.line.mayBeOpened(by: visit) ? "<p><a class=\"button\" href=\"/cases/extranet/line/new\">\(Procedure.line.beginning)</a></p>" : ""
    let content: HTML = "\(begin)\(filter)\(boards.isEmpty ? "<p class=\"empty\">没有线路。</p>" : HTML(boards))"
    return .page(200, Shell(visit: visit, title: "外网线路", content: content).html)
  }

  /// Every line that the visitor may see; a city has some hundreds.
  private static func all(_ visit: Visit) async throws -> [JSON] {
    var (lines, after): ([JSON], Int) = ([], 0)
    repeat {
      let page = try await visit.get("/extranet/line", [("limit", "200"), ("after", String(after))])
      lines += page["cases"]?.array ?? []
      after = page["next"]?.int ?? 0
    } while after > 0 && lines.count < 2000
    return lines.filter { !["draft", "discarded"].contains($0["state"]?["code"]?.string) }
  }

  private static func states(_ lines: [JSON]) -> HTML {
    var counts: [(label: String, count: Int)] = []
    for line in lines {
      let label = line["state"]?["label"]?.string ?? ""
      if let place = counts.firstIndex(where: { $0.label == label }) { counts[place].count += 1 } else { counts.append((label, 1)) }
    }
    return "<ul class=\"days\">\(counts.map { "<li><span>\($0.label)</span> <strong>\($0.count)</strong></li>" as HTML })</ul>"
  }

  /// The month's availability, and each line that did not serve all of it.
  private static func availability(_ visit: Visit, _ plane: String, _ figures: [JSON], _ month: String) async throws -> HTML {
    guard let whole = figures.first(where: { $0["code"]?.string == "net.availability.\(plane)" }), whole["value"]?.isNull == false else {
      return "<p class=\"hint\">\(month) 没有在用的线路。</p>"
    }
    let found = try await visit.get("/statistics/net.availability.\(plane)", [("period", month), ("limit", "200")])
    let rows = (found["rows"]?.array ?? []).filter { $0["amount"]?.int != 0 }.map { line -> [HTML] in
      ["<a href=\"/cases/extranet/line/\(line["id"]?.int ?? 0)\">\(line["title"]?.string ?? "")</a>", "\(line["value"]?.text ?? "")%"]
    }
    let faults: HTML = rows.isEmpty
      ? "<p class=\"hint\">没有故障。</p>"
      : "\(Parts.table(["线路", "可用率"], rows, caption: "有故障的线路"))<p><a href=\"/statistics/net.fault.hours.\(plane)?period=\(month)\">故障清单</a></p>"
    return """
      <p>\(month) 可用率 <strong>\(whole["value"]?.text ?? "")%</strong>,<a href="/statistics/net.availability.\(plane)?period=\(month)">\(whole["count"]?.int ?? 0) 条线路</a> \(Parts.clause("NET-18"))</p>\(faults)
      """
  }

  private static func table(_ lines: [JSON], _ visit: Visit) -> HTML {
    let rows = lines.map { line -> [HTML] in
      let fields = line["fields"]
      let payer = fields?["payer"]?.string == "bureau" ? "市数据局" : "接入单位"
      return [
        "<a href=\"/cases/extranet/line/\(line["id"]?.int ?? 0)\">\(fields?["number"]?.string ?? line["number"]?.string ?? "")</a>", Parts.badge(line["state"]),
        "\(visit.name(of: line["counterpart"]?.string))", "\(fields?["bandwidth"]?.int ?? 0) Mbps", "\(fields?["from"]?.string ?? "") — \(fields?["to"]?.string ?? "")", "\(payer)",
      ]
    }
    return Parts.table(["线路", "状态", "接入单位", "带宽", "起止", "费用承担方"], rows, empty: "没有线路。")
  }
}
