import JSONText

extension Stage {
  /// 接口: an unconditional interface, called with an authorization code (EX-8.2).
  func playInterface() async throws {
    guard let articles = world.articles else { return await record.note("环境中没有提供部门的服务,本章不走") }
    let resource = try await need("目录发布、服务登记、接口资源起草", "EX-7a") { try await articleResource(articles) }
    try await selfChecks(resource)
    try await need("四样齐全,挂接", "EX-7c") { try await attachInterface(resource, of: .articles) }
    try await stampedForm(resource)
    let grant = try await need("上传盖章申请表后提交,市数据局授权", "EX-12b、EX-14a") {
      try await grantInterface("article-application", resource: resource, for: .patrol, system: "条文查询系统", items: DemoForms.articleItems)
    }
    let code = try await need("使用部门领取授权码(只显示一次)", "EX-8.2") { try await Hidden(accessCode(of: grant, for: .patrol)) }
    let call = try await need("凭授权码调用,得到条文", "EX-8.2") { () async throws -> GatewayCall in
      let call = try await self.call("measure-article/articles/EX-001", code: code.value)
      try check(call.status == 200, "返回 \(call.status) \(call.text.prefix(200))")
      return call
    }
    await expect("只有授权的数据项;未授权项的暗记没有出来", "EX-11.1b") {
      let names = call.body["data"]?.object?.names ?? []
      try check(Set(names) == ["no", "measure", "name", "text"], "得到 \(names)")
      try check(!call.text.contains("CANARY"), "答复中有暗记")
      return names.joined(separator: "、")
    }
    await calls(code.value, call)
  }

  private func selfChecks(_ resource: Int) async throws {
    func draft() async throws {
      guard try await look("resource", resource, by: .editor(.articles)).isDraft else { throw AlreadyShown() }
    }
    await expect("缺自检、缺文档不能挂接,缺什么一次说全", "EX-7c") {
      try await draft()
      guard try await look("resource", resource, by: .editor(.articles))["papers"]?.array?.isEmpty != false else { throw AlreadyShown() }
      _ = try await refused("E31") { try await act("resource", resource, "attach", by: .editor(.articles)) }
      return try await refused("E32") { try await act("resource", resource, "attach", by: .editor(.articles)) }
    }
    await expect("平台从网关做安全性、可用性自检", "EX-7c") {
      try await draft()
      return try await selfCheck(resource, of: .articles)
    }
    await expect("只缺数据字典时,只说数据字典", "EX-7c") {
      try await draft()
      try await attach("interface-document", "Interface document", to: "resource", resource, by: .editor(.articles))
      do {
        try await act("resource", resource, "attach", by: .editor(.articles))
      } catch let problem as Problem {
        if problem.codes == ["E32"] { return problem.items[0].message }
        if try await look("resource", resource, by: .editor(.articles))["papers"]?.array?.count == 2 { throw AlreadyShown() }
        throw NotSo("应当只有 E32,实为 \(problem.text)")
      }
      throw AlreadyShown()
    }
  }

  private func stampedForm(_ resource: Int) async throws {
    let fields = DemoForms.application(system: "条文查询系统", items: DemoForms.articleItems, manner: "query")
    let application = try await need("使用部门起草接口申请", "EX-12b") {
      try await ensure("article-application", "application", by: .applicant(.patrol), parent: resource, known: "system", fields: fields)
    }
    let id = try application.caseID()
    await expect("没有盖章的服务接口申请表不能提交,时限不起算", "EX-12b") {
      let now = try await look("application", id, by: .applicant(.patrol))
      guard now.isDraft, now["papers"]?.array?.isEmpty != false else { throw AlreadyShown() }
      let words = try await refused("E60", status: 422) { try await act("application", id, "submit", by: .applicant(.patrol)) }
      try check(try await look("application", id, by: .applicant(.patrol))["clocks"]?.array?.isEmpty != false, "时限已经起算")
      return words
    }
  }

  /// What the gateway refuses, and what it keeps of the call.
  private func calls(_ code: String, _ good: GatewayCall) async {
    await expect("不知道的授权码:401", "EX-8.2") {
      try await callRefused("measure-article/articles/EX-001", code: "jyg_unknown.0000000000000000", status: 401, "E36")
    }
    await expect("没有授权码:401", "EX-8.2") {
      try await callRefused("measure-article/articles/EX-001", code: nil, status: 401, "E36")
    }
    await expect("点名未授权的数据项:403,并指出是哪一项", "EX-11.1a") {
      try await callRefused("measure-article/articles/EX-001?fields=data.editor", code: code, status: 403, "E47", names: "data.editor")
    }
    await expect("没有声明的操作:403", "EX-5、EX-11.1a") {
      try await callRefused("measure-article/private/keys", code: code, status: 403, "E47")
    }
    await expect("调用编号查得到这次调用", "EX-8.2、EX-20") {
      try check(!good.callId.isEmpty, "答复没有 X-Call-Id")
      let entry = try await callEntry(good.callId)
      return "\(good.callId) → \(Output.plain(entry["status"] ?? .null))"
    }
  }

  /// A call's record; it reaches the database within seconds of the call.
  func callEntry(_ id: String) async throws -> JSON {
    let client = try await client(.receiver(.patrol))
    for _ in 0..<40 {
      do {
        return try await client.get("/calls/\(APIPath.escape(id))")
      } catch let problem as Problem where problem.status == 404 {
        try await Task.sleep(for: .milliseconds(250))
      }
    }
    throw NotSo("10 秒内没有查到调用 \(id)")
  }
}

/// A value that a step returns without showing it.
struct Hidden: Sendable {
  let value: String
  init(_ value: String) { self.value = value }
}
