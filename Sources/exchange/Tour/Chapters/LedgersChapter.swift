import JSONText

extension Stage {
  /// 留痕: everything done stands in the audit chain, and no job was given up.
  func playLedgers() async throws {
    await expect("审计链从头核对,完整", "EX-20") {
      let answer = try await client(.auditor).write("POST", "/audit/verify")
      try check(answer["whole"]?.bool == true, answer.text)
      return answer["checked"].map { "\(Output.plain($0)) 条" }
    }
    await expect("没有被放弃的后台任务", "") {
      let rows = try await client(.reviewer).get("/jobs", [("state", "dead")])["jobs"]?.array ?? []
      try check(rows.isEmpty, "有 \(rows.count) 个:\(rows.prefix(3).map { Output.plain($0["lastError"] ?? .null) })")
      return nil
    }
    await expect("申请过程通知到提供部门", "EX-4b") {
      let rows = try await client(.reviewer(.websites)).get("/notices")["notices"]?.array ?? []
      try check(!rows.isEmpty, "提供部门没有收到任何消息")
      return "\(rows.count) 条消息"
    }
    for (start, rule, due) in Self.workedValues {
      await expect("时限计算器:\(start) 起,\(rule) 到 \(due)", "EX K3") {
        let answer = try await client(.applicant(.patrol)).get("/clocks/due", [("start", start), ("rule", rule)])
        try check(answer["dueDay"]?.string == due, "实为 \(Output.plain(answer["dueDay"] ?? .null))")
        return answer["length"]?.string
      }
    }
    guard let application = await memory.number("case.article-application") else { return }
    await expect("使用部门的调用记录可查", "EX-20") {
      let grant = try await grantID(of: application, for: .patrol)
      let rows = try await client(.receiver(.patrol)).get("/calls", [("grant", String(grant))])["calls"]?.array ?? []
      try check(!rows.isEmpty, "没有调用记录")
      return "\(rows.count) 次"
    }
  }

  /// Worked values of the clock engine: a weekend day that is worked, a holiday block before one, and a start on a day of rest.
  private static let workedValues = [
    ("2026-09-18", "CK2", "2026-10-09"), ("2026-09-30", "CK1", "2026-10-10"), ("2026-09-19", "CK1", "2026-09-22"),
  ]
}
