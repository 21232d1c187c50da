import JSONText

extension Stage {
  /// 拒绝: what nobody may do, whatever the state.
  func playRefusals() async throws {
    await expect("提交人不得审核本人提交的目录", "EX §7.19") {
      let fields = DemoForms.calendarCatalogue.object.map { object -> JSON in
        var own = object
        own["name"] = "本人提交不得本人审核(演示)"
        return .object(own)
      }
      let id = try await ensure("own-catalogue", "catalogue", by: .both, known: "name", fields: fields ?? .null).caseID()
      try await reach(["待审核"], "catalogue", id, "submit", by: .both)
      return try await refused("E75", status: 403) { try await act("catalogue", id, "approve", by: .both) }
    }
    await expect("没有申请就没有授权", "EX-11.4a") {
      let client = try await client(.reviewer)
      return try await refused("E55", status: 403) { try await client.write("POST", "/exchange/grant", ["fields": [:]]) }
    }
    await expect("使用部门不能编目录", "EX-3") {
      let client = try await client(.applicant(.patrol))
      return try await refused("E02", status: 403) { try await client.write("POST", "/exchange/catalogue", ["fields": ["name": "越权"]]) }
    }
    await expect("草稿目录下不能挂接资源", "EX-7a") {
      let draft = try await ensure(
        "draft-catalogue", "catalogue", by: .editor(.websites), known: "name", fields: ["name": "未发布目录(演示)"]).caseID()
      return try await refused("E26", status: 409) {
        let fields: JSON = [
          "code": "under-draft", "title": "未发布目录下的库表(演示)", "kind": "table", "frequency": "weekly",
          "source": (await memory.number("source.演示网站库")).map { JSON($0) } ?? .null, "schema": "public", "table": "website_column",
        ]
        let made = try await ensure("draft-resource", "resource", by: .editor(.websites), parent: draft, known: "code", fields: fields)
        try await act("resource", try made.caseID(), "attach", by: .editor(.websites))
      }
    }
    await playSeclusion()
    guard let resource = await memory.number("case.article-resource") else { return }
    await expect("本部门数据无需申请", "EX-11") {
      let client = try await client(.editor(.articles))
      do {
        try await client.write("POST", "/exchange/application", ["parent": JSON(resource), "fields": ["system": "自用"]])
      } catch let problem as Problem where problem.status == 403 || problem.codes.contains("E42") {
        return "\(problem.status) \(problem.items[0].code) \(problem.items[0].message)"
      }
      throw NotSo("提供部门申请了自己的数据")
    }
    guard let application = await memory.number("case.article-application") else { return }
    await expect("授权内容不可变更", "EX-11.1a") {
      let grant = try await grantID(of: application, for: .patrol)
      let client = try await client(.applicant(.patrol))
      return try await refused("E43", status: 409) {
        try await client.write("PATCH", "/exchange/grant/\(grant)", ["fields": ["flow": "另作他用"]])
      }
    }
  }
}
