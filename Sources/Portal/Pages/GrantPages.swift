import JSONText

/// 授权: what one's department holds or gives, and what is done with one.
enum GrantPages {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first else { return try await list(visit) }
    guard let id = Int(id) else { return .page(404, FaultPage.missing(visit)) }
    guard visit.method == "POST" else { return try await GrantPage(visit: visit, id: id).answer() }
    do {
      switch parts.dropFirst().first {
      case "code":
        var body: JSON = ["replace": .string(visit.form["replace"] ?? "first")]
        if let days = visit.form["days"].flatMap(Int.init), var object = body.object {
          object["days"] = JSON(days)
          body = .object(object)
        }
        let made = try await visit.send("POST", "/grants/\(id)/code", body)
        return try await GrantPage(visit: visit, id: id, code: made["code"]?.string).answer()
      case "try": return try await GrantPage(visit: visit, id: id).tried()
      case "deliver":
        _ = try await visit.send("POST", "/grants/\(id)/deliveries")
        return .redirect("/grants/\(id)?done=deliver")
      case "renew":
        let draft = try await visit.send("POST", "/grants/\(id)/renewal")
        return .redirect("/cases/exchange/application/\(draft["id"]?.int ?? 0)?done=opened")
      default: return .page(404, FaultPage.missing(visit))
      }
    } catch let fault as Fault where fault.status != 401 {
      return try await GrantPage(visit: visit, id: id, fault: fault).answer()
    }
  }

  private static func list(_ visit: Visit) async throws -> Reply {
    let found = try await visit.get("/grants", [("limit", "50"), ("after", visit.query["after"] ?? "0")])
    let rows = (found["grants"]?.array ?? []).map { grant -> [HTML] in
      [
        "<a href=\"/grants/\(grant["id"]?.int ?? 0)\">\(grant["number"]?.string ?? "")</a>", "\(grant["resource"]?["title"]?.string ?? "")",
        "\(visit.name(of: grant["provider"]?.string)) → \(visit.name(of: grant["department"]?.string))", Parts.badge(grant["state"]), Parts.until(grant["expiresAt"]?.string),
      ]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    return .page(200, Shell(visit: visit, title: "授权一览", content: "\(Parts.table(["编号", "资源", "提供 → 使用", "状态", "到期"], rows, empty: "还没有授权。在目录中找到需要的数据,申请使用。"))\(next)").html)
  }
}
