import JSONText

extension Stage {
  /// Catalogue from draft to published, by two people (EX-6a).
  func publish(_ id: Int, of provider: Seat) async throws -> JSON {
    try await reach(["待审核", "已发布"], "catalogue", id, "submit", by: .editor(provider))
    return try await reach(["已发布"], "catalogue", id, "approve", by: .reviewer)
  }

  /// The grant that an approved application made.
  func grantID(of application: Int, for user: Seat) async throws -> Int {
    let client = try await client(.receiver(user))
    var after: String?
    repeat {
      let page = try await client.get("/grants", [("after", after)])
      if let row = page["grants"]?.array?.first(where: { $0["application"]?.int == application }) { return try row.caseID() }
      after = page["next"].flatMap { $0.isNull ? nil : Output.plain($0) }
    } while after != nil
    throw NotSo("申请 \(application) 已授权,却没有授权记录")
  }

  /// The code of a grant: kept from an earlier run, or fetched now. A code lost with a killed run is replaced at once.
  func accessCode(of grant: Int, for user: Seat) async throws -> String {
    if let kept = await memory.text("code.\(grant)") { return kept }
    let client = try await client(.receiver(user))
    var answer: JSON
    do {
      answer = try await client.write("POST", "/grants/\(grant)/code", ["replace": "first"])
    } catch is Problem {
      answer = try await client.write("POST", "/grants/\(grant)/code", ["replace": "now"])
    }
    guard let code = answer["code"]?.string else { throw NotSo("没有得到授权码") }
    try await memory.keep("code.\(grant)", .string(code))
    return code
  }

  /// Waits for the first good delivery of a grant. A failed attempt is tried again by the exchange: only the end of the waiting tells why.
  func firstDelivery(of grant: Int, for user: Seat) async throws -> JSON {
    let client = try await client(.receiver(user))
    var fault = "尚无一次交换"
    for _ in 0..<180 {
      let rows = try await client.get("/grants/\(grant)/deliveries")["deliveries"]?.array ?? []
      if let done = rows.last(where: { $0["outcome"]?.string == "delivered" }) { return done }
      if let bad = rows.first(where: { $0["outcome"]?.string == "failed" }) { fault = Output.plain(bad["fault"] ?? .null) }
      try await Task.sleep(for: .milliseconds(500))
    }
    throw NotSo("90 秒内没有完成交换:\(fault)")
  }
}
