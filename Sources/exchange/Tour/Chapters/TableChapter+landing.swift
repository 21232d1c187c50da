import JSONText

extension Stage {
  /// Reads the landing area with psql as the department's own role: granted columns, all rows, no canary (EX-8.1).
  func readLanding(_ grant: Int, rows count: String) async throws -> LandedTable {
    let landing = try await need("使用部门看到自己的前置区", "EX-15") { try await client(.receiver(.patrol)).get("/landing") }
    let psql = try await need("设定前置区口令(只显示一次)", "EX-8.1") { try await landingRole(landing, of: .patrol) }
    let table = try await need("前置区里有这张表", "EX-8.1") { try await landingTable(psql) }
    await expect("用 psql 以前置区账号读到全部行", "EX-8.1") {
      let rows = try await psql.value("select count(*) from \(table)")
      try check("\(rows) 行" == count, "前置区 \(rows) 行,源表 \(count)")
      return "\(table) \(rows) 行"
    }
    await expect("只有授权的列;未授权列的暗记一个也没有出来", "EX-11.1b") {
      let columns = try await psql.rows(
        """
        select a.attname
        from pg_attribute a
        where a.attrelid = '\(table)'::regclass and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """)
      let names = columns.compactMap(\.first)
      try check(Set(names) == Set(DemoForms.websiteColumns), "列为 \(names)")
      let leaked = try await psql.value("select count(*) from \(table) t where t::text like '%CANARY%'")
      try check(leaked == "0", "有 \(leaked) 行带暗记")
      return names.joined(separator: "、")
    }
    await expect("前置区账号不能改数据,也看不到别处", "EX-8.1") {
      do {
        _ = try await psql.rows("delete from \(table)")
      } catch let fault as NotSo {
        return fault.text
      }
      throw NotSo("前置区账号删掉了数据")
    }
    await expect("同样的行和列也可以从接口下载,下载留痕", "EX-8.1") {
      let lines = try await client(.receiver(.patrol)).bytes("/landing/\(grant)/rows", [("format", "jsonl")]).split(separator: 0x0A)
      try check("\(lines.count) 行" == count, "下载 \(lines.count) 行,源表 \(count)")
      let first = try JSON.parse(Array(lines.first ?? []))
      try check(Set(first.object?.members.map(\.name) ?? []) == Set(DemoForms.websiteColumns), "列为 \(first.text)")
      return "\(lines.count) 行"
    }
    return LandedTable(psql: psql, name: table)
  }

  /// A department's own login at its landing area; the password is set once and kept.
  func landingRole(_ landing: JSON, of user: Seat) async throws -> Psql {
    let key = "landing.password.\(user.rawValue)"

    func role(_ password: String) -> Psql {
      Psql(
        host: landing["host"]?.string ?? "", port: landing["port"]?.int ?? 0, database: landing["database"]?.string ?? "",
        user: landing["login"]?.string ?? "", password: password)
    }
    if let kept = await memory.text(key), (try? await role(kept).value("select 1")) == "1" { return role(kept) }
    let answer = try await client(.receiver(user)).write("POST", "/landing/password")
    guard let password = answer["password"]?.string else { throw NotSo("没有得到口令") }
    try await memory.keep(key, .string(password))
    return role(password)
  }
}

extension Stage {
  /// The one relation of the landing area that has exactly the granted columns and belongs to no system schema.
  private func landingTable(_ psql: Psql) async throws -> String {
    let wanted = DemoForms.websiteColumns.map { "'\($0)'" }.joined(separator: ", ")
    let found = try await psql.rows(
      """
      select format('%I.%I', n.nspname, c.relname)
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema')
        and has_schema_privilege(n.oid, 'usage')
        and has_table_privilege(c.oid, 'select')
        and (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in (\(wanted))) = \(DemoForms.websiteColumns.count)
      order by 1
      """)
    guard found.count == 1, let name = found[0].first else { throw NotSo("前置区里应有一张带授权列的表,实有 \(found.count) 张") }
    guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_.\"-".contains($0)) }) else { throw NotSo("表名不是普通名称:\(name)") }
    return name
  }
}

/// A table in a landing area, seen by the department's own login.
struct LandedTable: Sendable {
  let psql: Psql, name: String
}
