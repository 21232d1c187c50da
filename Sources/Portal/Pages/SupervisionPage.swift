import JSONText
import Measures

/// 督办: every running clock, the earliest due first; the bureau urges from here.
enum SupervisionPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, told): (Fault?, String?) = (nil, nil)
    if visit.method == "POST", let id = visit.form["clock"].flatMap(Int.init) {
      do {
        _ = try await visit.send("POST", "/clocks/\(id)/urge", ["text": .string(visit.form["text"] ?? "")])
        told = "已督促。"
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    var query = [(name: "limit", value: "100"), (name: "after", value: visit.query["after"] ?? "0")]
    for name in ["due", "late"] { if let value = visit.query[name], !value.isEmpty { query.append((name, value)) } }
    let found = try await visit.get("/clocks/open", query)
    let rows = (found["clocks"]?.array ?? []).map { clock -> [HTML] in
      let id = clock["id"]?.int ?? 0
      return [
        "<a href=\"/cases/\((clock["procedure"]?.string ?? "").replacing(".", with: "/"))/\(clock["case"]?.int ?? 0)\">\(clock["number"]?.string ?? "")</a>", "\(clock["title"]?.string ?? "")", Parts.badge(clock["state"]),
        "\(clock["holderDepartment"]?.string.map { visit.name(of: $0) } ?? "市数据局")", "<a href=\"/clocks/\(id)\">\(clock["dueDay"]?.string ?? "")</a>", ListPage.left(clock), "\(clock["urged"]?.int ?? 0)",
        "<details><summary>督促</summary><form method=\"post\" action=\"/supervision\">\(Parts.hidden(visit))<input type=\"hidden\" name=\"clock\" value=\"\(id)\"><div class=\"field\"><label for=\"text-\(id)\">督促内容</label><input id=\"text-\(id)\" name=\"text\" required maxlength=\"1000\"></div><button>发送</button></form></details>",
      ]
    }
    let kept = query.dropFirst(2).map { "&\($0.name)=\(Parts.encoded($0.value))" }.joined()
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\(kept)\">下一页</a></p>" as HTML }
    let content: HTML = "\(Parts.fault(fault))\(try await duties(visit))\(forecast(try await visit.get("/clocks/forecast"), visit))\(Parts.table(["编号", "事项", "状态", "办理部门", "到期", "剩余", "已督促", ""], rows, caption: caption(visit), empty: "没有在办的时限。"))\(next)"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "督办", told: told, content: content).html)
  }

  /// What the measure wants each year and was not done: years that are over, and the running one.
  static func duties(_ visit: Visit) async throws -> HTML {
    let open = (try await visit.get("/duties")["duties"]?.array ?? []).compactMap { duty -> HTML? in
      let verb = duty["verb"]?.string ?? ""
      let missed = (duty["missed"]?.array ?? []).compactMap { $0.int.map { "\($0)年度未\(verb)" } }
      let words = missed + (duty["running"]?.bool == true ? ["本年度尚未\(verb)"] : [])
      return words.isEmpty ? nil : "<li class=\"late\"><span>■ \(duty["title"]?.string ?? "")</span> <strong>\(words.joined(separator: "、"))</strong> \(Parts.clause(duty["clause"]?.string))</li>"
    }
    return open.isEmpty ? "" : "<section aria-labelledby=\"duties\"><h2 id=\"duties\">每年应办</h2><ul class=\"plain\">\(open)</ul></section>"
  }

  private static func caption(_ visit: Visit) -> String {
    if let day = visit.query["due"], !day.isEmpty { return "\(day) 到期的" }
    return visit.query["late"] == "1" ? "已超期的" : "在办时限,先到期的在前"
  }

  /// Where somebody will be late unless he acts: each number opens its list.
  private static func forecast(_ forecast: JSON, _ visit: Visit) -> HTML {
    let (late, days) = (forecast["late"]?.int ?? 0, forecast["days"]?.array ?? [])
    let cells = days.map { day -> HTML in
      let (text, count) = (day["day"]?.string ?? "", day["due"]?.int ?? 0)
      let number: HTML = count == 0 ? "0" : "<a href=\"/supervision?due=\(text)\"\(visit.query["due"] == text ? " aria-current=\"true\"" as HTML : HTML.empty)>\(count)</a>"
      return "<li><span>\(text.dropFirst(5))</span> <strong>\(number)</strong>\(count > (day["statutory"]?.int ?? 0) ? " <span class=\"hint\">其中提醒 \(count - (day["statutory"]?.int ?? 0))</span>" as HTML : HTML.empty)</li>"
    }
    let over: HTML = late == 0 ? "<li><span>已超期</span> <strong>0</strong></li>" : "<li class=\"late\"><span>■ 已超期</span> <strong><a href=\"/supervision?late=1\">\(late)</a></strong></li>"
    return "<section aria-labelledby=\"forecast\"><h2 id=\"forecast\">今后十个工作日到期</h2><ul class=\"days\">\(over)\(cells)</ul>\(visit.query["due"] == nil && visit.query["late"] == nil ? HTML.empty : "<p><a href=\"/supervision\">全部在办</a></p>" as HTML)</section>"
  }
}
