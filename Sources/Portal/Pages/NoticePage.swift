import JSONText

/// 消息 of one's department.
enum NoticePage {
  static func answer(_ visit: Visit) async throws -> Reply {
    let found = (try? await visit.get("/notices", [("limit", "100")]))?["notices"]?.array ?? []
    let rows = found.map { notice -> [HTML] in [Parts.time(notice["at"]?.string), "\(notice["text"]?.string ?? "")"] }
    return .page(200, Shell(visit: visit, title: "消息", content: Parts.table(["时间", "内容"], rows, empty: "没有消息。")).html)
  }
}
