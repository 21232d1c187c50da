import JSONText
import Workflow

/// 一个流程的清单: one page for every procedure.
enum ListPage {
  static func answer(_ visit: Visit, _ procedure: Procedure) async throws -> Reply {
    var query = [("limit", "50")]
    for name in ["box", "state", "q", "after"] { if let value = visit.query[name], !value.isEmpty { query.append((name, value)) } }
    let found = try await visit.get("/\(procedure.path)", query.map { (name: $0.0, value: $0.1) })
    let rows = (found["cases"]?.array ?? []).map { row(procedure, $0, visit, shows: false) }
    let states = procedure.states.map { "<option value=\"\($0.code)\"\($0.code == visit.query["state"] ? " selected" : "")>\($0.label)</option>" as HTML }
    let boxes = HomePage.boxes.map { "<option value=\"\($0.0)\"\($0.0 == visit.query["box"] ? " selected" : "")>\($0.1)</option>" as HTML }
    let kept = query.filter { $0.0 != "after" && $0.0 != "limit" }.map { "&\($0.0)=\(Parts.encoded($0.1))" }.joined()
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\(kept)\">下一页</a></p>" as HTML }
    let begin: HTML = procedure.parents.isEmpty && procedure.mayBeOpened(by: visit) ? "<p><a class=\"button\" href=\"/cases/\(procedure.path)/new\">\(procedure.beginning)</a></p>" : ""
    let content: HTML = """
      \(begin)
      <form method="get" class="filter">
      <div class="field"><label for="q">编号或名称</label><input id="q" name="q" value="\(visit.query["q"] ?? "")"></div>
      <div class="field"><label for="box">范围</label><select id="box" name="box"><option value="">全部</option>\(boxes)</select></div>
      <div class="field"><label for="state">状态</label><select id="state" name="state"><option value="">全部</option>\(states)</select></div>
      <button>查找</button></form>
      \(Parts.table(["编号", "名称", "状态", "时限", "部门", "最近变动"], rows, empty: "没有符合条件的事项。"))
      \(next)
      """
    return .page(200, Shell(visit: visit, title: procedure.title, trail: [("事项", "/cases")], content: content).html)
  }

  /// - Parameter shows: the procedure too, where several are listed together.
  static func row(_ procedure: Procedure, _ line: JSON, _ visit: Visit, shows: Bool) -> [HTML] {
    let place = "/cases/\(procedure.path)/\(line["id"]?.int ?? 0)"
    let counterpart = line["counterpart"]?.string
    let departments = visit.name(of: line["department"]?.string) + (counterpart.map { " → \(visit.name(of: $0))" } ?? "")
    return ["<a href=\"\(place)\">\(line["number"]?.string ?? "")</a>"] + (shows ? ["\(procedure.title)"] : [])
      + ["\(name(line))\(about(line))", Parts.badge(line["state"]), due(line["due"]), "\(departments)", Parts.time(line["changedAt"]?.string)]
  }

  /// The data that an application is for, the catalogue of a resource.
  private static func about(_ line: JSON) -> HTML { line["about"]?.string.map { " <span class=\"hint\">\($0)</span>" } ?? "" }

  /// Words, shape and colour; one click to the count.
  static func due(_ clock: JSON?) -> HTML {
    guard let clock, let id = clock["id"]?.int else { return "" }
    return "<a href=\"/clocks/\(id)\">\(clock["dueDay"]?.string ?? "")</a> \(left(clock))\(clock["provisional"]?.bool == true ? " <span class=\"hint\">暂按推算</span>" as HTML : HTML.empty)"
  }

  /// 还剩几天, or what is over: a length of the measure that was overrun, one that is held open, or a target of ours, which only reminds.
  static func left(_ clock: JSON) -> HTML {
    let days = clock["daysLeft"]?.int ?? 0
    if clock["late"]?.bool == true { return "<span class=\"badge bad\">■ 已超期\(clock["daysLate"]?.int.map { " \($0) 个工作日" } ?? "")</span>" }
    if days == 0 { return "<span class=\"badge soon\">▲ \(clock["statutory"]?.bool == true ? "已到期,延期审批中" : "已过提醒日,不计超期")</span>" }
    return days <= 2 ? "<span class=\"badge soon\">▲ 还剩 \(days) 个工作日</span>" : "<span class=\"badge calm\">还剩 \(days) 个工作日</span>"
  }

  /// What people call a case: the first of its words that says what it is about.
  static func name(_ line: JSON) -> String {
    for field in ["name", "title", "system", "description", "what", "claim", "facts", "purpose", "reason", "code"] {
      if let text = line["fields"]?[field]?.string, !text.isEmpty { return String(text.prefix(60)) }
    }
    return "—"
  }
}
