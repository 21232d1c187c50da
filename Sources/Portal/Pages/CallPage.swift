import JSONText

/// 诊断: one call by its id: what happened, whose duty it is, what to do now.
enum CallPage {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first ?? visit.query["id"].map(Parts.encoded), !id.isEmpty else { return .redirect("/grants") }
    let call = try await visit.get("/calls/\(id)")
    let content: HTML = """
      <p class="told">\(call["explanation"]?.string ?? "")</p>
      \(Parts.facts([
        ("责任方", "\(call["duty"]?.string ?? "")"), ("下一步", "\(call["next"]?.string ?? "")"), ("时间", Parts.time(call["at"]?.string)),
        ("请求", "\(call["method"]?.string ?? "") \(call["path"]?.string ?? "")"), ("应答", "\(call["status"]?.int.map(String.init) ?? "没有应答")"),
        ("代码", "\(call["code"]?.string ?? "")"), ("字节", "\(call["bytes"]?.int.map(String.init) ?? "")"), ("用时", "\(call["micros"]?.int.map { "\($0 / 1000) 毫秒" } ?? "")"),
        ("授权", call["grant"]?.int.map { "<a href=\"/grants/\($0)\">\($0)</a>" as HTML } ?? ""),
        ("凭据", "<a href=\"\(Parts.file("/calls/\(id)/evidence"))\">下载,可离线核验</a>"),
      ]))
      """
    return .page(200, Shell(visit: visit, title: "调用 \(id)", trail: [("授权", "/grants")], content: content).html)
  }
}
