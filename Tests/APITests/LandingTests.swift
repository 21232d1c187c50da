import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `EX-8.1 the landing area at the API` {
  private func with(_ body: @escaping @Sendable (Door, Office.Staff, _ grant: Int64, _ receiver: String) async throws -> Void) async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let grant = try await door.office.grant(door.office.resource(staff), staff)
      try await body(door, staff, grant, door.office.accounts.login("receiver", Office.password).token)
    }
  }

  @Test(.clause("EX-8.1")) func `shows what lies there, to its department and in counts to the bureau`() async throws {
    try await with { door, _, grant, receiver in
      let own = try await door.call("GET", "/api/v1/landing/stock", token: receiver)
      let line = own.body["stock"]?.array?.first
      #expect(own.status == 200 && line?["grant"]?.int == Int(grant) && line?["kind"]?.string == "table" && line?["version"] == .null)
      let bureau = try await door.office.accounts.login("bureau", Office.password).token
      #expect(try await door.call("GET", "/api/v1/landing/stock?department=statistics", token: bureau).body["stock"]?.array?.count == 1)
      let other = try await door.office.hire("other", "market", ["user.receive"]).token
      let refused = try await door.call("GET", "/api/v1/landing/stock?department=statistics", token: other)
      #expect(refused.status == 403 && refused.code == "E34")
    }
  }

  @Test(.clause("EX-8.1")) func `gives data to its own department alone, while the grant is in force`() async throws {
    try await with { door, _, grant, receiver in
      let path = "/api/v1/landing/\(grant)/rows"
      let other = try await door.office.hire("other", "market", ["user.receive"]).token
      let refused = try await door.call("GET", path, token: other)
      #expect(refused.status == 403 && refused.code == "E34" && refused.body["message"]?.string == "只能从本部门前置区获取数据")
      let bureau = try await door.office.accounts.login("bureau", Office.password).token
      #expect(try await door.call("GET", path, token: bureau).code == "E34")
      #expect(try await door.call("GET", "/api/v1/landing/\(grant)/files", token: receiver).code == "landing.kind")
      #expect(try await door.call("GET", "\(path)?format=xml", token: receiver).status == 422)
      #expect(try await door.call("GET", "/api/v1/landing/999999/rows", token: receiver).status == 404)
      // Asked of a landing area that is not there yet.
      #expect(try await door.call("GET", path, token: receiver).code == "landing.none")
      #expect(try await door.office.count("select count(*) from use_event where action = 'landing.download'") == 1)
      let end = try #require(Instant("2029-01-01T00:00:00+08:00"))
      try await door.office.setClock(end)
      let session = try await door.office.accounts.login("receiver", Office.password).token
      let ended = try await door.call("GET", path, token: session)
      #expect(ended.status == 403 && ended.code == "E35" && ended.body["message"]?.string == "授权已暂停/收回/终止/到期")
    }
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 a landing key reads what has landed and nothing else, until it ends`() async throws {
    try await with { door, staff, grant, receiver in
      let made = try await door.call("POST", "/api/v1/landing/keys", #"{"name":"夜间取数","days":30}"#, token: receiver)
      let key = try #require(made.body["key"]?.string)
      #expect(made.status == 201 && key.hasPrefix("jyq1_") && made.body["endsAt"]?.string != nil)
      #expect(try await door.call("GET", "/api/v1/landing/stock", token: key).status == 200)
      // It comes to the landing area, where nothing lies yet.
      #expect(try await door.call("GET", "/api/v1/landing/\(grant)/rows", token: key).code == "landing.none")
      for (method, path) in [("GET", "/api/v1/grants"), ("GET", "/api/v1/landing/keys"), ("POST", "/api/v1/landing/keys"), ("POST", "/api/v1/landing/password")] {
        #expect(try await door.call(method, path, method == "GET" ? nil : "{}", token: key).status == 401, "\(method) \(path)")
      }
      #expect(try await door.call("GET", "/api/v1/landing/stock", token: key + "x").status == 401)
      let listed = try await door.call("GET", "/api/v1/landing/keys", token: receiver).body["keys"]?.array
      #expect(listed?.count == 1 && listed?[0]["usedAt"]?.string != nil && listed?[0]["key"] == nil)
      let other = try await door.office.hire("other", "market", ["user.receive"]).token
      let id = try #require(made.body["id"]?.int)
      #expect(try await door.call("DELETE", "/api/v1/landing/keys/\(id)", token: other).status == 404)
      #expect(try await door.call("DELETE", "/api/v1/landing/keys/\(id)", token: receiver).status == 204)
      #expect(try await door.call("GET", "/api/v1/landing/stock", token: key).code == "landing.key-ended")
      for body in ["{}", #"{"name":"x","days":0}"#, #"{"name":"x","days":400}"#] {
        #expect(try await door.call("POST", "/api/v1/landing/keys", body, token: receiver).status == 422, "\(body)")
      }
    }
  }

  @Test func `a landing key ends with its maker's right, and with its days`() async throws {
    try await with { door, _, _, receiver in
      func key(_ days: Int) async throws -> String {
        try #require(try await door.call("POST", "/api/v1/landing/keys", #"{"name":"k","days":\#(days)}"#, token: receiver).body["key"]?.string)
      }
      func status(_ key: String) async throws -> Int { try await door.call("GET", "/api/v1/landing/stock", token: key).status }
      let (short, long) = (try await key(1), try await key(300))
      #expect(try await status(short) == 200)
      try await door.office.database.pool.transaction { try await $0.script("update installation set clock_offset = clock_offset + interval '2 days'") }
      #expect(try await status(short) == 401)
      #expect(try await status(long) == 200)
      try await door.office.database.pool.transaction { try await $0.script("delete from account_role where role = 'user.receive'") }
      #expect(try await status(long) == 401)
    }
  }
}
