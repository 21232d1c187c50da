import JSONText

/// 请求编号: what was refused, as both sides see it.
enum RequestPage {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first ?? visit.query["id"], !id.isEmpty else {
      let form: HTML = "<form method=\"get\" action=\"/requests\" class=\"filter\"><div class=\"field\"><label for=\"id\">请求编号</label><input id=\"id\" name=\"id\" required></div><button class=\"main\">查看</button></form>"
      return .page(200, Shell(visit: visit, title: "请求编号", content: form).html)
    }
    let found = try await visit.get("/requests/\(Parts.encoded(id))")
    let fault = Fault(status: found["status"]?.int ?? 0, problem: found["problem"] ?? .null)
    let lines = fault.lines.map { "<li>\($0.message)\(Parts.clause($0.clause))</li>" as HTML }
    let content: HTML = """
      <section class="refused"><ul>\(lines)</ul></section>
      \(Parts.facts([
        ("时间", Parts.time(found["at"]?.string)), ("账号", "\(found["name"]?.string ?? "")(\(found["login"]?.string ?? ""))"), ("部门", "\(visit.name(of: found["department"]?.string))"),
        ("请求", "<code>\(found["method"]?.string ?? "") \(found["path"]?.string ?? "")</code>"), ("应答", "\(found["status"]?.int ?? 0) \(found["problem"]?["code"]?.string ?? "")"),
      ]))
      <p class="hint">只记录办理的是什么、为什么没有办成,不记录填写的内容;保留90天。</p>
      """
    return .page(200, Shell(visit: visit, title: "请求 \(id)", trail: [("请求编号", "/requests")], content: content).html)
  }
}
