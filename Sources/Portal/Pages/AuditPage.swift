import JSONText

/// 审计: who did what when; the chain is verified from here.
enum AuditPage {
  static func answer(_ visit: Visit) async throws -> Reply {
    var (fault, told): (Fault?, String?) = (nil, nil)
    if visit.method == "POST" {
      do {
        let found = try await visit.send("POST", "/audit/verify", [:])
        let count = found["checked"]?.int ?? 0
        told = found["whole"]?.bool == true ? "审计链完整,核验了 \(count) 条。" : "审计链在第 \(found["seq"]?.int ?? 0) 条断裂:\(found["why"]?.string ?? "")"
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let found = try await visit.get("/audit", [("limit", "100"), ("after", visit.query["after"] ?? "0")])
    let rows = (found["entries"]?.array ?? []).map { line -> [HTML] in
      [Parts.time(line["at"]?.string), "\(line["actor"]?.string ?? "")", "\(line["action"]?.string ?? "")", "\(line["subject"]?.string ?? "")", "\(detail(line["detail"]))"]
    }
    let next = found["next"]?.int.map { "<p><a href=\"?after=\($0)\">下一页</a></p>" as HTML }
    let content: HTML = "\(Parts.fault(fault))<form method=\"post\" action=\"/audit\">\(Parts.hidden(visit))<button class=\"main\">核验审计链</button></form>\(Parts.table(["时间", "何人", "何事", "对象", "详情"], rows))\(next)"
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "审计", told: told, content: content).html)
  }

  private static func detail(_ value: JSON?) -> String {
    let words = (value?.object?.members ?? []).map { "\($0.name)=\($0.value.string ?? $0.value.text)" }.joined(separator: " ")
    return words.count > 160 ? "\(words.prefix(160))…" : words
  }
}
