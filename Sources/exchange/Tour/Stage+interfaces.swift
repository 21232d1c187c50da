import JSONText

extension Stage {
  /// Self-checks and the two documents of an interface, then attached (EX-7c).
  func attachInterface(_ id: Int, of provider: Seat) async throws -> String {
    let editor = Person.editor(provider)
    if try await look("resource", id, by: editor).isDraft {
      _ = try await selfCheck(id, of: provider)
      try await attach("interface-document", "Interface document", to: "resource", id, by: editor)
      try await attach("data-dictionary", "Data dictionary", to: "resource", id, by: editor)
    }
    return try await reach(["已挂接"], "resource", id, "attach", by: editor).stateLabel
  }

  /// Both self-checks as the gateway runs them.
  func selfCheck(_ id: Int, of provider: Seat) async throws -> String {
    let answer = try await client(.editor(provider)).write("POST", "/exchange/resource/\(id)/self-check")
    for part in ["safety", "availability"] where answer[part]?["ok"]?.bool != true {
      throw NotSo("自检未通过:\(answer[part]?.text ?? "没有 \(part)")")
    }
    return "安全性、可用性均通过"
  }

  /// An application for an interface from draft to granted, decided by the bureau; the number of its grant.
  func grantInterface(
    _ name: String, resource: Int, for user: Seat, system: String, items: [String], months: Int = 12
  ) async throws -> Int {
    let applicant = Person.applicant(user)
    let fields = DemoForms.application(system: system, items: items, manner: "query", months: months)
    let id = try await ensure(name, "application", by: applicant, parent: resource, known: "system", fields: fields).caseID()
    if try await look("application", id, by: applicant).isDraft {
      try await attach("stamped-form", "Stamped form", to: "application", id, by: applicant)
    }
    try await reach(["待平台审核", "已授权"], "application", id, "submit", by: applicant)
    try await reach(["已授权"], "application", id, "approve", by: .reviewer)
    return try await grantID(of: id, for: user)
  }

  /// Catalogue, source and draft resource of the articles' web service; the resource's number.
  func articleResource(_ articles: World.Articles) async throws -> Int {
    let catalogue = try await ensure(
      "article-catalogue", "catalogue", by: .editor(.articles), known: "name", fields: DemoForms.articleCatalogue)
    let published = try await publish(try catalogue.caseID(), of: .articles)
    let source = try await self.source(
      "演示条文服务", of: .articles, kind: "http", address: ["base": .string(articles.base), "credential": "bearer"], secret: articles.token)
    let fields: JSON = [
      "code": "measure-article", "title": "办法条文查询接口", "kind": "interface", "source": JSON(source), "form": "upstream", "path": "/articles",
      "operations": [["method": "GET", "path": "/articles/{id}", "manner": "query"]], "required": [], "control": "按条文编号逐条查询",
      "probe": "/articles/EX-001", "items": JSON(DemoForms.articleItems + ["data.editor"]),
    ]
    let resource = try await ensure(
      "article-resource", "resource", by: .editor(.articles), parent: try published.caseID(), known: "code", fields: fields)
    return try resource.caseID()
  }
}
