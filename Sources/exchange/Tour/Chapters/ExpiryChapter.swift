import JSONText
import Vocabulary

extension Stage {
  /// 到期: a grant of 36 months holds through its last second and not one longer, without any job having run (EX-11.2a, EX-11.2b).
  ///
  /// Moves the office clock: only a rehearsal database lets itself be moved.
  func playExpiry() async throws {
    guard let articles = world.articles else { return await record.note("环境中没有提供部门的服务,本章不走") }
    let path = "measure-article/articles/EX-001"
    let resource = try await need("目录发布,接口挂接", "EX-7c") { () async throws -> Int in
      let id = try await articleResource(articles)
      _ = try await attachInterface(id, of: .articles)
      return id
    }
    await expect("超过36个月不能申请", "EX-11.2a") {
      guard await memory.number("case.term-application") == nil else { throw AlreadyShown() }
      let fields = DemoForms.application(system: "长期系统", items: DemoForms.articleItems, manner: "query", months: 37)
      return try await refused("E49", status: 422) {
        _ = try await ensure("long-application", "application", by: .applicant(.patrol), parent: resource, known: "system", fields: fields)
      }
    }
    let (grant, code) = try await need("得到36个月的授权,领取授权码", "EX-11.2a、EX-8.2") { try await termGrant(resource, path: path) }
    let end = try await need("到期时刻由平台记载的授权时间推算", "EX-11.2a、K4") { try await term(of: grant) }
    await expect("最后一秒还能调用,过了零点就不能", "EX-11.2b、K9") {
      guard await memory.text("expired.\(grant)") == nil else { throw AlreadyShown() }
      var seen = try await crossing(of: grant, end)
      if seen == nil { seen = try await cross(end, path: path, code: code.value) }
      try await memory.keep("expired.\(grant)", "yes")
      return seen
    }
    await expect("到期后:401,授权已到期", "EX-11.2b") { try await callRefused(path, code: code.value, status: 401, "E51") }
  }

  /// A grant of 36 months. One whose end went by unseen, because a run was killed right after it had moved the clock, is left for another.
  private func termGrant(_ resource: Int, path: String) async throws -> (Int, Hidden) {
    while true {
      let turn = await memory.number("term.turn") ?? 1
      let mark = turn == 1 ? "" : String(turn)
      let grant = try await grantInterface(
        "term-application\(mark)", resource: resource, for: .patrol, system: "三年系统\(mark)", items: DemoForms.articleItems, months: 36)
      do {
        let code = try await accessCode(of: grant, for: .patrol)
        if await memory.text("expired.\(grant)") != nil { return (grant, Hidden(code)) }
        if try await call(path, code: code).code != "E51" { return (grant, Hidden(code)) }
        if try await crossing(of: grant, try await term(of: grant)) != nil { return (grant, Hidden(code)) }
      } catch let problem as Problem where problem.codes.contains("E35") {}
      try await memory.keep("term.turn", JSON(turn + 1))
    }
  }

  /// What the call ledger knows of the end: the last good call of the minute before, and the first refused one.
  private func crossing(of grant: Int, _ end: Instant) async throws -> String? {
    let rows = try await client(.receiver(.patrol)).get("/calls", [("grant", String(grant))])["calls"]?.array ?? []
    func times(_ fits: (JSON) -> Bool) -> [Instant] { rows.filter(fits).compactMap { $0["at"]?.string.flatMap { Instant($0) } } }
    guard let first = times({ $0["code"]?.string == "E51" }).min() else { return nil }
    let good = times { $0["status"]?.int == 200 }.filter { $0 < first }
    guard let last = good.max(), last >= end.adding(seconds: -60) else { return nil }
    try check(last < end && first >= end, "最后成功 \(last.text),首次拒绝 \(first.text),到期 \(end.text)")
    return "最后成功 \(last.text),首次拒绝 \(first.text)"
  }

  /// The grant's exclusive end, which must be 00:00 after the last day by K4.
  private func term(of grant: Int) async throws -> Instant {
    let row = try await client(.receiver(.patrol)).get("/grants/\(grant)")
    guard let from = row["grantedAt"]?.string.flatMap({ Instant($0) }),
      let end = row["expiresAt"]?.string.flatMap({ Instant($0) })
    else { throw NotSo("授权没有起止时间") }
    let (year, month, day) = Day(of: from).civil
    // 29 February has no counterpart three years on: then the month's last day.
    guard let last = Day(year + 3, month, day) ?? Day(year + 3, month, 28) else { throw NotSo("算不出最后一天") }
    try check(end == Day(number: last.number + 1).start, "应到 \(last.text) 24时,实为 \(end.text)")
    return end
  }

  /// Sets the clock to fifteen seconds before the end and calls until the answer changes; both calls' own times must straddle the end.
  private func cross(_ end: Instant, path: String, code: String) async throws -> String {
    do {
      try await moveClock(to: end.adding(seconds: -15))
    } catch let problem as Problem where problem.codes.contains("rehearsal.forward") {
      // A killed run has moved it, and it goes on from there.
    }
    var last = ""
    for _ in 0..<600 {
      let call = try await self.call(path, code: code)
      if call.status == 200 {
        last = call.callId
        try await Task.sleep(for: .milliseconds(100))
        continue
      }
      try check(call.status == 401 && call.code == "E51", "应为 401 E51,实为 \(call.status) \(call.text.prefix(200))")
      try check(!last.isEmpty, "到期之前没有一次成功的调用")
      let before = try await callEntry(last)["at"]?.string.flatMap { Instant($0) }
      let after = try await callEntry(call.callId)["at"]?.string.flatMap { Instant($0) }
      guard let before, let after else { throw NotSo("调用记录没有时间") }
      try check(before < end && after >= end, "最后成功 \(before.text),首次拒绝 \(after.text),到期 \(end.text)")
      return "最后成功 \(before.text),首次拒绝 \(after.text)"
    }
    throw NotSo("一分钟后仍能调用")
  }

  private func moveClock(to instant: Instant) async throws {
    try await client(.reviewer).write("PUT", "/rehearsal/clock", ["now": .string(instant.text)])
  }
}
