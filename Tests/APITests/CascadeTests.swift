import Accounts
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Seals
import Testing
import Vocabulary
import Workbench

@Suite struct `EX-2 cascade` {
  private static func file(_ lines: [String]) -> String {
    let body = lines.map { $0 + "\n" }.joined()
    return #"{"format":"jyg-cascade","version":1,"count":\#(lines.count),"sm3":"\#(hex(SM3.hash(Array(body.utf8))))"}"# + "\n" + body
  }

  private static let upstream =
    #"{"code":"GS-1","title":"人口","class":"conditional","provider":{"name":"省公安厅"},"level":"省级","items":[{"name":"id","label":"编号","type":"text"}]}"#

  private static func with(_ body: @escaping @Sendable (Door, _ token: String, _ staff: Office.Staff) async throws -> Void) async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      try await body(door, try await door.office.accounts.login("bureau", Office.password).token, staff)
    }
  }

  @Test(.clause("EX-2")) func `gives each published catalogue with code, class and provider, and no draft`() async throws {
    try await Self.with { door, token, staff in
      _ = try await door.office.resource(staff)
      _ = try await door.office.open(.catalogue, Office.catalogueFields("草稿目录", class: "unconditional"), by: staff.editor)
      let export = try await door.file("GET", "/api/v1/cascade/export", token: token)
      let lines = export.text.split(separator: "\n").map(String.init)
      #expect(export.mediaType.hasPrefix("application/x-ndjson") && lines.count == 2)
      let (header, line) = (try JSON.parse(lines[0]), try JSON.parse(lines[1]))
      #expect(header["count"]?.int == 1 && header["sm3"]?.string == hex(SM3.hash(Array((lines[1] + "\n").utf8))))
      #expect(line["code"]?.string?.hasPrefix("620200-market-3-") == true && line["class"]?.string == "conditional")
      #expect(line["provider"]?["name"]?.string == "市市场监管局" && line["items"]?.array?.count == 3 && line["state"]?.string == "未上报")
      #expect(!export.text.contains("草稿目录"))
    }
  }

  @Test(.clause("EX-2", "EX-11.4b")) func `keeps what comes from above, once`() async throws {
    try await Self.with { door, token, _ in
      let first = try await door.upload("/api/v1/cascade/import", Self.file([Self.upstream]), token: token)
      #expect(first.status == 200 && first.body["new"]?.int == 1)
      let again = try await door.upload("/api/v1/cascade/import", Self.file([Self.upstream]), token: token)
      #expect(again.body["new"]?.int == 0 && again.body["unchanged"]?.int == 1)
      let other = try await door.upload("/api/v1/cascade/import", Self.file([Self.upstream.replacing("人口", with: "户籍")]), token: token)
      #expect(other.body["changed"]?.int == 1)
      #expect(try await door.office.count("select count(*) from upstream_catalogue where title = '户籍' and level = '省级'") == 1)
    }
  }

  @Test(.clause("EX-2")) func `notes what the level above answered to one of ours`() async throws {
    try await Self.with { door, token, staff in
      _ = try await door.office.resource(staff)
      let export = try await door.file("GET", "/api/v1/cascade/export", token: token).text.split(separator: "\n")
      let code = try #require(try JSON.parse(String(export[1]))["code"]?.string)
      let answers = [
        #"{"answers":"\#(code)","state":"已上报","upstreamCode":"GS-9"}"#, #"{"answers":"none","state":"上级退回","reason":"重复"}"#,
      ]
      let reply = try await door.upload("/api/v1/cascade/import", Self.file(answers), token: token)
      #expect(reply.body["answered"]?.int == 1 && reply.body["unknown"]?.int == 1)
      let line = try JSON.parse(String(try await door.file("GET", "/api/v1/cascade/export", token: token).text.split(separator: "\n")[1]))
      func listed(_ state: String) async throws -> [String?] {
        let list = try JSON.parse(try await door.file("GET", "/api/v1/cascade/catalogues?state=\(state)", token: token).text)
        return list["lines"]?.array?.map { $0["upstreamCode"]?.string } ?? []
      }
      #expect(try await listed("%E5%B7%B2%E4%B8%8A%E6%8A%A5") == ["GS-9"])
      #expect(try await listed("%E6%9C%AA%E4%B8%8A%E6%8A%A5") == [])
      #expect(try await door.call("GET", "/api/v1/cascade/catalogues?state=x", token: token).status == 422)
      #expect(line["state"]?.string == "已上报" && line["upstreamCode"]?.string == "GS-9")
    }
  }

  @Test(.clause("EX-2", "EX-11.4b")) func `stands at the catalogue, ours and theirs`() async throws {
    try await Self.with { door, token, staff in
      let resource = try await door.office.resource(staff)
      let ours = Int64(try await door.office.count("select parent from case_file where id = \(resource)"))
      func standing(_ id: Int64) async throws -> JSON {
        try await door.call("GET", "/api/v1/exchange/catalogue/\(id)", token: token).body["cascade"] ?? .null
      }
      #expect(try await standing(ours)["state"]?.string == "未上报")
      let export = try await door.file("GET", "/api/v1/cascade/export", token: token).text.split(separator: "\n")
      let code = try #require(try JSON.parse(String(export[1]))["code"]?.string)
      let answers = [#"{"answers":"\#(code)","state":"上级退回","reason":"与省级目录重复"}"#, Self.upstream]
      _ = try await door.upload("/api/v1/cascade/import", Self.file(answers), token: token)
      let returned = try await standing(ours)
      #expect(returned["state"]?.string == "上级退回" && returned["reason"]?.string == "与省级目录重复" && returned["upstream"] == .null)
      try await door.office.database.pool.with { connection in
        try await connection.script("update catalogue set origin = 'province'; delete from catalogue_report")
        try await connection.script("update case_file set fields = fields || '{\"upstreamCode\":\"GS-1\"}' where id = \(ours)")
      }
      let linked = try await standing(ours)
      #expect(linked["state"] == .null && linked["upstreamCode"]?.string == "GS-1")
      #expect(linked["upstream"]?["title"]?.string == "人口" && linked["upstream"]?["level"]?.string == "省级")
    }
  }

  @Test(.clause("EX-2")) func `refuses a malformed file whole, with its line`() async throws {
    try await Self.with { door, token, _ in
      let reply = try await door.upload("/api/v1/cascade/import", Self.file([Self.upstream, #"{"code":"GS-2"}"#]), token: token)
      #expect(reply.status == 422 && reply.code == "E01" && reply.body["clause"]?.string == "EX-2")
      #expect(reply.body["message"]?.string == "级联文件格式不正确:第3行level应为国家或省级")
      #expect(try await door.office.count("select count(*) from upstream_catalogue") == 0)
      #expect(try await door.office.records.auditLines(after: 0, limit: 500).last?.detail.contains("E01") == true)
    }
  }
}
