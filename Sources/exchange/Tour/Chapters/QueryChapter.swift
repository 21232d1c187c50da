import JSONText

extension Stage {
  /// 库表接口: an interface that is a declared query over a table, with a parameter that must be given (EX-9).
  func playQuery() async throws {
    guard let database = world.database else { return await record.note("环境中没有提供部门的数据库,本章不走") }
    let resource = try await need("目录发布,库表接口起草:年份为必填参数", "EX-9") { try await calendarResource(database) }
    try await need("自检、文档齐全,挂接", "EX-7c") { try await attachInterface(resource, of: .calendar) }
    let grant = try await need("申请并由市数据局授权", "EX-14a") {
      try await grantInterface("calendar-application", resource: resource, for: .rota, system: "排班系统", items: ["day", "kind"])
    }
    let code = try await need("领取授权码", "EX-8.2") { try await Hidden(accessCode(of: grant, for: .rota)) }
    await expect("不给年份:403,并指出缺哪个参数", "EX-9、EX-11.1a") {
      try await callRefused("work-calendar/", code: code.value, status: 403, "E47", names: "year")
    }
    await expect("给出年份,行数与源表一致,只有授权的列", "EX-9") {
      let call = try await self.call("work-calendar/?year=2026", code: code.value)
      try check(call.status == 200, "返回 \(call.status) \(call.text.prefix(200))")
      let rows = call.body["rows"]?.array ?? call.body["data"]?.array ?? call.body.array ?? []
      let expected = try await Psql(database).value("select count(*) from \(database.schema).work_calendar where year = 2026")
      try check("\(rows.count)" == expected, "得到 \(rows.count) 行,源表 \(expected) 行")
      try check(rows.allSatisfy { Set($0.object?.names ?? []) == ["day", "kind"] }, "列为 \(rows.first?.object?.names ?? [])")
      return "\(rows.count) 行"
    }
  }

  private func calendarResource(_ database: World.Database) async throws -> Int {
    let catalogue = try await ensure(
      "calendar-catalogue", "catalogue", by: .editor(.calendar), known: "name", fields: DemoForms.calendarCatalogue)
    let published = try await publish(try catalogue.caseID(), of: .calendar)
    let address: JSON = [
      "host": .string(database.host), "port": JSON(database.port), "database": .string(database.name), "user": .string(database.user),
    ]
    let source = try await self.source("演示日历库", of: .calendar, kind: "postgres", address: address, secret: database.password)
    let fields: JSON = [
      "code": "work-calendar", "title": "工作日历查询接口", "kind": "interface", "source": JSON(source), "form": "query",
      "schema": .string(database.schema), "table": "work_calendar", "required": ["year"], "optional": [],
      "operations": [["method": "GET", "path": "/", "manner": "query"]], "control": "必须给出年份,每次一年", "probe": "/?year=2026",
      "items": ["day", "year", "kind", "source"],
    ]
    let resource = try await ensure(
      "calendar-resource", "resource", by: .editor(.calendar), parent: try published.caseID(), known: "code", fields: fields)
    return try resource.caseID()
  }
}
