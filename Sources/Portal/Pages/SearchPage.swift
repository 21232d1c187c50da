import JSONText

/// 目录: everything that is published, found by words and narrowed by facets; from a hit one applies at once.
enum SearchPage {
  private static let facets = [("provider", "提供部门"), ("class", "共享类型"), ("kind", "资源类型"), ("frequency", "更新频率"), ("origin", "来源")]

  static func answer(_ visit: Visit) async throws -> Reply {
    var query: [(name: String, value: String)] = [("facets", "true"), ("limit", "20")]
    for name in ["q", "after"] + facets.map(\.0) { if let value = visit.query[name], !value.isEmpty { query.append((name, value)) } }
    let found = try await visit.get("/search", query)
    let hits = (found["hits"]?.array ?? []).map { hit($0, visit) }
    let kept = query.filter { !["facets", "limit", "after"].contains($0.name) }
    func link(_ pairs: [(name: String, value: String)]) -> String { "/search?" + pairs.map { "\($0.name)=\(Parts.encoded($0.value))" }.joined(separator: "&") }
    let groups = facets.map { name, label -> HTML in
      let chosen = visit.query[name].flatMap { $0.isEmpty ? nil : $0 }
      let choices = (found["facets"]?[name]?.array ?? []).prefix(12).map { choice -> HTML in
        let code = choice["code"]?.string ?? ""
        let others = kept.filter { $0.name != name }
        return chosen == code
          ? "<li><a href=\"\(link(others))\" aria-current=\"true\">\(choice["label"]?.string ?? code) ✕</a></li>"
          : "<li><a href=\"\(link(others + [(name, code)]))\">\(choice["label"]?.string ?? code)</a> <span class=\"count\">\(choice["count"]?.int ?? 0)</span></li>"
      }
      return choices.isEmpty ? "" : "<section><h2>\(label)</h2><ul class=\"plain\">\(choices)</ul></section>"
    }
    let hidden = kept.filter { $0.name != "q" }.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
    let next = found["next"]?.string.map { "<p><a href=\"\(link(kept + [("after", $0)]))\">下一页</a></p>" as HTML }
    let content: HTML = """
      <form method="get" action="/search" class="filter" role="search"><div class="field grow"><label for="q">名称、摘要、数据项、拼音首字母</label><input id="q" name="q" type="search" value="\(visit.query["q"] ?? "")"></div>\(hidden)<button class="main">查找</button></form>
      <div class="side"><aside aria-label="筛选">\(groups)</aside>
      <div>\(hits.isEmpty ? "<p class=\"empty\">没有找到。可以换个说法,或<a href=\"/cases/exchange/demand/new\">提出供需对接需求</a>。</p>" as HTML : "<ul class=\"hits\">\(hits)</ul>")\(next)</div></div>
      """
    return .page(200, Shell(visit: visit, title: "数据目录", content: content).html)
  }

  /// What is mounted under a catalogue, each with the way to apply for it.
  static func resources(of item: JSON, _ visit: Visit) async throws -> HTML {
    guard let name = item["fields"]?["name"]?.string else { return "" }
    let found = try await visit.get("/search", [("q", name), ("limit", "50")])["hits"]?.array?.first { $0["id"]?.int == item["id"]?.int }
    let lines = found.map { resources($0, visit) } ?? ""
    return lines.isEmpty ? "" : "<section aria-labelledby=\"below\"><h2 id=\"below\">资源</h2>\(lines)</section>"
  }

  private static func resources(_ hit: JSON, _ visit: Visit) -> HTML {
    let mayApply = hit["mayApply"]?.bool == true && visit.holds("user.apply")
    let lines = (hit["resources"]?.array ?? []).map { resource -> HTML in
      let id = resource["id"]?.int ?? 0
      let apply: HTML = mayApply && ["attached", "paused"].contains(resource["state"]?.string) ? " <a class=\"button small\" href=\"/cases/exchange/application/new?parent=\(id)\">申请使用</a>" : ""
      return "<li><span class=\"badge\">\(resource["kind"]?["label"]?.string ?? "")</span> <a href=\"/cases/exchange/resource/\(id)\">\(resource["title"]?.string ?? "")</a>\(apply)</li>"
    }
    return lines.isEmpty ? "" : "<ul class=\"plain\">\(lines)</ul>"
  }

  private static func hit(_ hit: JSON, _ visit: Visit) -> HTML {
    let procedure = (hit["procedure"]?.string ?? "exchange.catalogue").replacing(".", with: "/")
    let words = hit["hit"].flatMap { $0.isNull ? nil : $0["text"]?.string }
    return """
      <li><h2><a href="/cases/\(procedure)/\(hit["id"]?.int ?? 0)">\(hit["title"]?.string ?? "")</a>\(["published", "filed"].contains(hit["state"]?["code"]?.string ?? "published") ? HTML.empty : " <span class=\"badge soon\">\(hit["state"]?["label"]?.string ?? "")</span>" as HTML)</h2>
      <p class="hint">\([hit["provider"]?["label"]?.string, hit["class"]?["label"]?.string, hit["frequency"]?["label"]?.string, hit["code"]?.string].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · "))</p>
      <p>\((hit["summary"]?.string ?? "").prefix(160))</p>\(words.map { "<p class=\"hint\">…\($0)…</p>" as HTML })
      \(resources(hit, visit))</li>
      """
  }
}
