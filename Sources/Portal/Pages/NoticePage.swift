import JSONText

/// 消息 of one's department: what is new stands out, each leads to its case.
enum NoticePage {
  static func answer(_ visit: Visit) async throws -> Reply {
    if visit.method == "POST" {
      _ = try await visit.send("POST", "/notices/seen", ["through": JSON(visit.form["through"].flatMap(Int.init) ?? 0)])
      return .redirect("/notices")
    }
    let found = try await visit.get("/notices", [("limit", "100"), ("after", visit.query["after"] ?? "0")])
    let notices = found["notices"]?.array ?? []
    let rows = notices.map { notice -> [HTML] in
      let text = notice["text"]?.string ?? ""
      let words: HTML = place(notice).map { "<a href=\"\($0)\">\(text)</a>" } ?? "\(text)"
      return [Parts.time(notice["at"]?.string), notice["read"]?.bool == true ? "\(words)" : "<strong>\(words)</strong> <span class=\"badge soon\">新</span>"]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">更早的消息</a></p>" as HTML }
    let content: HTML = """
      \(seen(notices, visit))\(Parts.table(["时间", "内容"], rows, empty: "没有消息。"))\(next)
      <p><a href="/account#mail">哪些消息用邮件发给我</a></p>
      """
    return .page(200, Shell(visit: visit, title: "消息", content: content).html)
  }

  private static func place(_ notice: JSON) -> String? {
    guard let procedure = notice["procedure"]?.string, let id = notice["case"]?.int else { return nil }
    return "/cases/\(procedure.replacing(".", with: "/"))/\(id)"
  }

  private static func seen(_ notices: [JSON], _ visit: Visit) -> HTML {
    guard let last = notices.first(where: { $0["read"]?.bool != true })?["id"]?.int else { return "" }
    return "<form method=\"post\" action=\"/notices\">\(Parts.hidden(visit))<input type=\"hidden\" name=\"through\" value=\"\(last)\"><button>全部看过了</button></form>"
  }
}
