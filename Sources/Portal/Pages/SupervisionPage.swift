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
    let found = try await visit.get("/clocks/open", [("limit", "100"), ("after", visit.query["after"] ?? "0")])
    let rows = (found["clocks"]?.array ?? []).map { clock -> [HTML] in
      let (isLate, left) = (clock["late"]?.bool == true, clock["daysLeft"]?.int ?? 0)
      let words: HTML = isLate ? "<span class=\"badge bad\">■ 超期 \(clock["daysLate"]?.int ?? 0) 个工作日</span>" : left <= 2 ? "<span class=\"badge soon\">▲ 还剩 \(left) 个工作日</span>" : "还剩 \(left) 个工作日"
      let id = clock["id"]?.int ?? 0
      return [
        "<a href=\"/cases/\((clock["procedure"]?.string ?? "").replacing(".", with: "/"))/\(clock["case"]?.int ?? 0)\">\(clock["number"]?.string ?? "")</a>", "\(clock["title"]?.string ?? "")", Parts.badge(clock["state"]),
        "\(visit.name(of: clock["holderDepartment"]?.string ?? ""))", "<a href=\"/clocks/\(id)\">\(clock["dueDay"]?.string ?? "")</a>", words, "\(clock["urged"]?.int ?? 0)",
        "<details><summary>督促</summary><form method=\"post\" action=\"/supervision\">\(Parts.hidden(visit))<input type=\"hidden\" name=\"clock\" value=\"\(id)\"><div class=\"field\"><label for=\"text-\(id)\">督促内容</label><input id=\"text-\(id)\" name=\"text\" required maxlength=\"1000\"></div><button>发送</button></form></details>",
      ]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    let content: HTML = "\(Parts.fault(fault))\(Parts.table(["编号", "事项", "状态", "办理部门", "到期", "剩余", "已督促", ""], rows, empty: "没有在办的时限。"))\(next)"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "督办", told: told, content: content).html)
  }
}
