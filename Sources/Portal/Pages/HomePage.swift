import JSONText
import Measures
import Workflow

/// 待办: what waits for me, what I began, my department's, what is due soon, what is late; over all procedures.
enum HomePage {
  static let boxes = [("todo", "待我处理"), ("mine", "我发起"), ("department", "本部门"), ("due", "即将到期"), ("late", "已超期")]

  /// More than people look through on one page; the rest is found in each procedure's list.
  private static let mostRows = 80

  static func answer(_ visit: Visit) async throws -> Reply {
    let box = boxes.first { $0.0 == visit.query["box"] }?.0 ?? "todo"
    var lines: [(procedure: Procedure, line: JSON)] = []
    if visit.person?["administrator"]?.string == nil {
      let found = try await visit.get("/cases", [("box", box), ("limit", "200")])
      lines = (found["cases"]?.array ?? []).compactMap { line in Measure.procedure(line["procedure"]?.string ?? "").map { ($0, line) } }
    }
    // What is due first stands first; what has no clock follows, the newest first.
    lines.sort { one, other in
      let (a, b) = (one.line["due"]?["dueAt"]?.string ?? "~", other.line["due"]?["dueAt"]?.string ?? "~")
      return a == b ? (one.line["changedAt"]?.string ?? "") > (other.line["changedAt"]?.string ?? "") : a < b
    }
    let tabs = boxes.map { code, label -> HTML in
      "<li><a href=\"/?box=\(code)\"\(code == box ? " aria-current=\"page\"" as HTML : HTML.empty)>\(label)</a></li>"
    }
    let rows = lines.prefix(mostRows).map { procedure, line in ListPage.row(procedure, line, visit, shows: true) }
    let words = ["todo": "没有等您办理的事项。", "late": "没有超期的事项。", "due": "两个工作日内没有到期的事项。"][box] ?? "没有事项。"
    let content: HTML = """
      <ul class="tabs">\(tabs)</ul>
      \(Parts.table(["编号", "事项", "名称", "状态", "时限", "部门", "最近变动"], rows, caption: "\(boxes.first { $0.0 == box }?.1 ?? "")(\(lines.count))", empty: words))
      \(lines.count > mostRows ? "<p class=\"hint\">另有 \(lines.count - mostRows) 件,见<a href=\"/cases\">各类事项</a>。</p>" as HTML : HTML.empty)\(visit.holds("bureau.network-bulletin") ? try await SupervisionPage.duties(visit) : HTML.empty)\(try await codes(visit))\(starts(visit))
      """
    return .page(200, Shell(visit: visit, title: "待办", content: content).html)
  }

  /// Granted interfaces whose code nobody has fetched.
  private static func codes(_ visit: Visit) async throws -> HTML {
    guard visit.holds("user.receive") else { return "" }
    let waiting = (try await visit.get("/grants", [("limit", "200")])["grants"]?.array ?? []).filter { grant in
      grant["department"]?.string == visit.department && grant["resource"]?["kind"]?.string == "interface" && grant["hasCode"]?.bool != true && grant["state"]?["code"]?.string == "in-force"
    }
    let rows = waiting.map { grant -> [HTML] in
      ["<a href=\"/grants/\(grant["id"]?.int ?? 0)\">\(grant["number"]?.string ?? "")</a>", "\(grant["resource"]?["title"]?.string ?? "")", "\(grant["system"]?.string ?? "")", Parts.until(grant["expiresAt"]?.string)]
    }
    return rows.isEmpty ? "" : "<section aria-labelledby=\"codes\"><h2 id=\"codes\">待领取授权码</h2>\(Parts.table(["授权", "接口", "业务系统", "到期"], rows))</section>"
  }

  /// What may be begun without anything above it.
  private static func starts(_ visit: Visit) -> HTML {
    let links = Pages.procedures.filter { $0.parents.isEmpty && $0.mayBeOpened(by: visit) }.map { procedure -> HTML in
      "<li><a href=\"/cases/\(procedure.path)/new\">\(procedure.beginning)</a></li>"
    }
    return links.isEmpty ? "" : "<section><h2>新办</h2><ul class=\"starts\">\(links)</ul></section>"
  }
}

extension Procedure {
  /// `exchange/catalogue`.
  var path: String { code.replacing(".", with: "/") }
  func mayBeOpened(by visit: Visit) -> Bool {
    visit.person?["administrator"]?.string == nil && openers.contains { party in seat(of: party).map { visit.roles.contains($0.role) } == true }
  }
}
