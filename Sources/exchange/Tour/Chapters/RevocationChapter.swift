import JSONText

extension Stage {
  /// 收回: suspension and revocation hold from the next call on (EX-11.1d).
  func playRevocation() async throws {
    guard world.articles != nil, let resource = await memory.number("case.article-resource") else {
      return await record.note("需要先走“接口”一章,本章不走")
    }
    let path = "measure-article/articles/EX-001"
    let grant = try await need("另一业务系统得到授权", "EX-14a") {
      try await grantInterface("revoked-application", resource: resource, for: .patrol, system: "临时核查系统", items: ["data.no", "data.name"])
    }
    let code = try await need("领取授权码", "EX-8.2") { try await Hidden(accessCode(of: grant, for: .patrol)) }
    func standing(_ label: String) async throws {
      guard try await look("grant", grant, by: .receiver(.patrol)).stateLabel == label else { throw AlreadyShown() }
    }
    await expect("收回之前,调用成功", "EX-8.2") {
      try await standing("生效")
      let call = try await self.call(path, code: code.value)
      try check(call.status == 200, "返回 \(call.status) \(call.text.prefix(200))")
      return "200"
    }
    await expect("违规处置必须写明事实", "EX-5.5") {
      try await standing("生效")
      return try await refused("E19", status: 422) { try await act("grant", grant, "suspend", by: .reviewer(.articles)) }
    }
    await expect("提供部门暂停:下一次调用即 401", "EX-5.5、EX-11.1d") {
      try await standing("生效")
      try await act("grant", grant, "suspend", by: .reviewer(.articles), ["facts": "核查发现数据流向与申请不符", "evidence": "调用记录"])
      return try await callRefused(path, code: code.value, status: 401, "E46")
    }
    await expect("恢复后,调用成功", "EX-11.1d") {
      try await standing("暂停")
      try await act("grant", grant, "resume", by: .reviewer(.articles))
      let call = try await self.call(path, code: code.value)
      try check(call.status == 200, "返回 \(call.status) \(call.text.prefix(200))")
      return "200"
    }
    try await need("提供部门收回授权", "EX-5.5、EX-11.1d") {
      let facts: JSON = ["ground": "violation", "facts": "核查属实:向第三方提供数据", "evidence": "调用记录"]
      return try await reach(["已收回"], "grant", grant, "revoke", by: .reviewer(.articles), facts).stateLabel
    }
    await expect("收回之后,调用 401", "EX-11.1d") { try await callRefused(path, code: code.value, status: 401, "E46") }
    await expect("收回是终局,不能恢复", "EX §4-5") {
      try await refused("E76", status: 409) { try await act("grant", grant, "resume", by: .reviewer(.articles)) }
    }
  }
}
