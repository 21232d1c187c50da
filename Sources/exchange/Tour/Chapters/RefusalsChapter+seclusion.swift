import JSONText

extension Stage {
  /// What stays between two departments: a grant and its landing area between user and provider, a source with its own department (EX §1).
  func playSeclusion() async {
    if let application = await memory.number("case.website-application") {
      await expect("另一使用部门看不到这项授权和申请,也不能取用", "EX §1、EX-15") { try await strangersGrant(application) }
      await expect("另一使用部门的前置区是另一个;它的账号进不了这一个", "EX §1、EX-8.1") { try await strangersLanding() }
    }
    guard let source = await memory.number("source.演示网站库") else { return }
    await expect("另一提供部门看不到这个数据来源,也不能测试", "EX §1、EX-7a") {
      let stranger = try await client(.editor(.calendar))
      let seen = try await stranger.get("/sources")["sources"]?.array ?? []
      try check(!seen.contains { $0["id"]?.int == source }, "清单里有别的部门的来源")
      _ = try await absent { _ = try await stranger.get("/sources/\(source)/columns", [("table", "website_column")]) }
      return try await absent { try await stranger.write("POST", "/sources/\(source)/test") }
    }
    guard let catalogue = await memory.number("case.calendar-catalogue") else { return }
    await expect("别的部门的数据来源不能用来挂接", "EX-7a") {
      let fields: JSON = [
        "code": "foreign-table", "title": "借用别的部门来源的库表(演示)", "kind": "table", "frequency": "weekly", "source": JSON(source),
        "schema": "public", "table": "website_column", "items": ["day"],
      ]
      let editor = Person.editor(.calendar)
      let id = try await ensure("foreign-resource", "resource", by: editor, parent: catalogue, known: "code", fields: fields).caseID()
      return try await refused("E59", status: 422) { try await act("resource", id, "attach", by: editor) }
    }
  }

  private func strangersGrant(_ application: Int) async throws -> String {
    let grant = try await grantID(of: application, for: .patrol)
    let stranger = try await client(.receiver(.rota))
    let seen = try await stranger.get("/grants")["grants"]?.array ?? []
    try check(!seen.contains { $0["id"]?.int == grant }, "清单里有别的部门的授权")
    for path in ["/exchange/application/\(application)", "/exchange/grant/\(grant)", "/grants/\(grant)/deliveries"] {
      _ = try await absent { _ = try await stranger.get(path) }
    }
    _ = try await absent { _ = try await stranger.get("/calls", [("grant", String(grant))]) }
    _ = try await absent { try await stranger.write("POST", "/grants/\(grant)/deliveries") }
    return try await absent { _ = try await stranger.get("/grants/\(grant)") }
  }

  private func strangersLanding() async throws -> String {
    let mine = try await client(.receiver(.patrol)).get("/landing")
    let theirs: JSON
    do {
      theirs = try await client(.receiver(.rota)).get("/landing")
    } catch let problem as Problem where problem.status == 404 {
      return problem.items[0].message
    }
    for part in ["database", "login", "folder"] { try check(mine[part] != theirs[part], "两个部门的 \(part) 相同") }
    let role = try await landingRole(theirs, of: .rota)
    try check(try await role.value("select 1") == "1", "另一使用部门进不了自己的前置区")
    do {
      _ = try await role.at(mine["database"]?.string ?? "").value("select 1")
    } catch let fault as NotSo {
      return fault.text
    }
    throw NotSo("\(role.user) 进了 \(Output.plain(mine["database"] ?? .null))")
  }

  /// The body must find nothing there: what one may not see does not exist.
  private func absent(_ body: () async throws -> Void) async throws -> String {
    do {
      try await body()
    } catch let problem as Problem where problem.status == 404 {
      return "404 \(problem.items[0].message)"
    }
    throw NotSo("应为 404,却看到了")
  }
}
