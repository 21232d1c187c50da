import JSONText

extension Stage {
  /// 库表: a conditional table from the provider's database into the user's landing area (EX-8.1).
  func playTable() async throws {
    guard let database = world.database else { return await record.note("环境中没有提供部门的数据库,本章不走") }
    let provider = Psql(database)
    let count = try await need("提供部门的库中有网站栏目表", "") {
      try await provider.value("select count(*) from \(database.schema).website_column") + " 行"
    }
    let catalogue = try await websiteCatalogue()
    let resource = try await websiteResource(catalogue, database)
    let application = try await websiteApplication(resource)
    let grant = try await need("授权已生成并生效", "EX-11.2a") { () async throws -> Int in
      let id = try await grantID(of: application, for: .patrol)
      try await resumed(id)
      try check(try await look("grant", id, by: .receiver(.patrol)).stateLabel == "生效", "授权未生效")
      return id
    }
    let delivery = try await need("平台把授权的列交换到使用部门前置区", "EX-8.1") { try await firstDelivery(of: grant, for: .patrol) }
    await expect("两边的行数和摘要一致", "EX-8.1") {
      let read = delivery["rowsRead"]?.int, landed = delivery["rowsLanded"]?.int
      try check(read == landed && read.map { "\($0) 行" } == count, "读出 \(read ?? -1),落地 \(landed ?? -1),源表 \(count)")
      try check(delivery["digestRead"]?.string == delivery["digestLanded"]?.string, "摘要不一致")
      return "\(landed ?? 0) 行"
    }
    await expect("回执随数据写入前置区并取回", "EX-8.1") {
      let kept = delivery["receipt"]
      guard let receipt = kept?.string.flatMap({ try? JSON.parse(Array($0.utf8)) }) ?? kept, receipt.object != nil else {
        throw NotSo("没有回执")
      }
      try check(receipt["rows"]?.int == delivery["rowsLanded"]?.int, "回执的行数不符:\(receipt.text)")
      return "第 \(Output.plain(delivery["version"] ?? .null)) 版"
    }
    let landed = try await readLanding(grant, rows: count)
    await deliverAgain(grant, landed, rows: count)
    await playSuspension(grant, landed, rows: count)
    await denial(resource)
    await expect("提供部门不能取使用部门的授权和前置区", "EX-8.1") {
      let other = try await client(.reviewer(.websites))
      do {
        try await other.write("POST", "/landing/password")
      } catch let problem as Problem where problem.status == 403 {
        return problem.items[0].code + " " + problem.items[0].message
      }
      throw NotSo("应为 403")
    }
  }

  private func websiteCatalogue() async throws -> Int {
    let full = DemoForms.websiteCatalogue
    let catalogue = try await need("提供部门起草目录", "EX-6a") { () async throws -> JSON in
      try await ensure("website-catalogue", "catalogue", by: .editor(.websites), known: "name", fields: ["name": full["name"] ?? .null])
    }
    let id = try catalogue.caseID()
    await expect("没有共享类型和材料清单不能提交,两处一次指出", "EX-5.1a、EX-5.1b") {
      guard try await look("catalogue", id, by: .editor(.websites)).isDraft else { throw AlreadyShown() }
      let words = try await refused("E04") { try await act("catalogue", id, "submit", by: .editor(.websites)) }
      return words + ";" + (try await refused("E06") { try await act("catalogue", id, "submit", by: .editor(.websites)) })
    }
    try await need("补全并提交目录:有条件共享,材料一份", "EX-5.1b") { () async throws -> String in
      if try await look("catalogue", id, by: .editor(.websites)).isDraft {
        try await client(.editor(.websites)).write("PATCH", "/exchange/catalogue/\(id)", ["fields": full])
      }
      return try await reach(["待审核", "已发布"], "catalogue", id, "submit", by: .editor(.websites)).stateLabel
    }
    await expect("提供部门不能自己发布", "EX-6a") {
      guard try await look("catalogue", id, by: .editor(.websites)).stateLabel == "待审核" else { throw AlreadyShown() }
      return try await refused("E22", status: 403) { try await act("catalogue", id, "approve", by: .editor(.websites)) }
    }
    try await need("市数据局审核后发布", "EX-6a") { try await publish(id, of: .websites).stateLabel }
    return id
  }

  private func websiteResource(_ catalogue: Int, _ database: World.Database) async throws -> Int {
    let address: JSON = [
      "host": .string(database.host), "port": JSON(database.port), "database": .string(database.name), "user": .string(database.user),
    ]
    let source = try await need("登记数据源(口令密封保存)", "EX-7a") {
      try await self.source("演示网站库", of: .websites, kind: "postgres", address: address, secret: database.password)
    }
    try await need("测试连接,逐层通过", "EX-7a") { try await test(source: source, of: .websites) }
    await expect("平台看得到表的列", "EX-7b") {
      let editor = try await client(.editor(.websites))
      let answer = try await editor.get("/sources/\(source)/columns", [("schema", database.schema), ("table", "website_column")])
      let names = (answer["columns"]?.array ?? []).compactMap { $0.string ?? $0["name"]?.string }
      try check(Set(DemoForms.websiteColumns).isSubset(of: names), "只看到 \(names)")
      return names.joined(separator: "、")
    }
    let fields: JSON = [
      "code": "website-column", "title": "政府网站栏目信息表", "kind": "table", "way": "digest", "source": JSON(source), "schema": .string(database.schema),
      "table": "website_column", "items": JSON(DemoForms.websiteColumns + ["editor_phone"]),
    ]
    let resource = try await need("在已发布目录下起草库表资源", "EX-7a") {
      try await ensure("website-resource", "resource", by: .editor(.websites), parent: catalogue, known: "code", fields: fields)
    }
    let id = try resource.caseID()
    await expect("库表不写更新频率不能挂接", "EX-7b") {
      guard try await look("resource", id, by: .editor(.websites)).isDraft else { throw AlreadyShown() }
      return try await refused("E28") { try await act("resource", id, "attach", by: .editor(.websites)) }
    }
    try await need("写明每周更新,挂接", "EX-7b") { () async throws -> String in
      if try await look("resource", id, by: .editor(.websites)).isDraft {
        try await client(.editor(.websites)).write("PATCH", "/exchange/resource/\(id)", ["fields": ["frequency": "weekly"]])
      }
      return try await reach(["已挂接"], "resource", id, "attach", by: .editor(.websites)).stateLabel
    }
    return id
  }
}
