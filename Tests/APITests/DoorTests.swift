import Accounts
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import API

@Suite struct `The API's door` {
  @Test func `refuses values that the database cannot keep, without breaking`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire("editor", "market", ["provider.catalogue"]).token
      for fields in [#"{"name":"a\u0000b"}"#, #"{"fields":{"name":"a\u0000b"}}"#] {
        let reply = try await door.call("POST", "/api/v1/exchange/catalogue", fields, token: token)
        #expect(reply.status == 422)
      }
      #expect(try await door.call("POST", "/api/v1/sessions", #"{"login":"a\u0000b","password":"x"}"#).status == 422)
      #expect(try await door.call("GET", "/api/v1/exchange/catalogue?state=%00", token: token).status == 422)
      #expect(try await door.call("GET", "/api/v1/exchange/catalogue?state=draft", token: token).status == 200)
    }
  }

  @Test func `does not take something else for an empty list`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire("operator", "data-bureau", ["bureau.operation"]).token
      let reply = try await door.call("PUT", "/api/v1/calendar/2026", #"{"notice":"通知","holidays":"2026-01-01"}"#, token: token)
      #expect(reply.status == 422 && reply.code == "E59")
      #expect(try await door.office.count("select count(*) from work_calendar where day = '2026-01-01'") == 1)
      let keeper = try await door.office.hire("keeper", "data-bureau", ["bureau.account"]).token
      let form = #"{"login":"new.one","name":"x","department":"market","roles":"provider.review"}"#
      #expect(try await door.call("POST", "/api/v1/accounts", form, token: keeper).code == "E59")
    }
  }

  @Test func `audits who was turned away, and from what`() async throws {
    try await Door.with { door in
      let session = try await door.office.hire("editor", "market", ["provider.catalogue"])
      #expect(try await door.call("POST", "/api/v1/accounts", "{}", token: session.token).status == 403)
      let line = try #require(try await door.office.records.auditLines(after: 0, limit: 100).last)
      #expect(line.actor == "account:\(session.person.id)" && line.action == "refused" && line.detail.contains("POST /api/v1/accounts"))
    }
  }

  @Test func `gives an activation code once, and a new one to who asks again`() async throws {
    try await Door.with { door in
      let keeper = try await door.office.hire("keeper", "data-bureau", ["bureau.account"]).token
      let form = #"{"login":"new.one","name":"新人","department":"market","roles":["provider.review"]}"#
      let ask: @Sendable () async throws -> Door.Reply = {
        try await door.call("POST", "/api/v1/accounts", form, token: keeper, headers: ["Idempotency-Key": "k1"])
      }
      let first = try #require(try await ask().body["activation"]?.string)
      #expect(try await door.office.count("select count(*) from idempotency where body like '%\(first)%'") == 0)
      let second = try #require(try await ask().body["activation"]?.string)
      #expect(first != second)
      func activate(_ code: String) async throws -> Int {
        try await door.call("POST", "/api/v1/activations", #"{"login":"new.one","activation":"\#(code)","password":"\#(Office.password)"}"#).status
      }
      #expect(try await activate(first) == 401)
      #expect(try await activate(second) == 204)
      #expect(try await ask().body["activation"] == nil)
      #expect(try await door.office.accounts.login("new.one", Office.password).person.login == "new.one")
    }
  }

  @Test func `decides nothing that has changed since it was read`() async throws {
    try await Door.with { door in
      let session = try await door.office.hire("editor", "market", ["provider.catalogue"])
      let made = try await door.call("POST", "/api/v1/exchange/catalogue", #"{"fields":{"name":"甲"}}"#, token: session.token)
      let (id, version) = (try #require(made.body["id"]?.int), try #require(made.body["version"]?.int))
      let path = "/api/v1/exchange/catalogue/\(id)"
      func patch(_ name: String, _ seen: String) async throws -> Door.Reply {
        try await door.call("PATCH", path, #"{"fields":{"name":"\#(name)"}}"#, token: session.token, headers: ["If-Match": seen])
      }
      #expect(try await patch("乙", "\"\(version)\"").status == 200)
      let late = try await patch("丙", "\(version)")
      #expect(late.status == 409 && late.code == "case.changed")
      #expect(try await patch("丙", "x").status == 422)
      #expect(try await door.call("DELETE", path, token: session.token).status == 204)
      #expect(try await door.call("GET", path, token: session.token).status == 404)
    }
  }

  @Test func `lets a person change her password, and ends her other sessions`() async throws {
    try await Door.with { door in
      let session = try await door.office.hire("someone", "market", ["provider.review"])
      let other = try await door.office.accounts.login("someone", Office.password).token
      let body = #"{"old":"\#(Office.password)","new":"another long phrase 8"}"#
      #expect(try await door.call("PUT", "/api/v1/sessions/current/password", body, token: session.token).status == 204)
      #expect(try await door.call("GET", "/api/v1/sessions/current", token: session.token).status == 200)
      #expect(try await door.call("GET", "/api/v1/sessions/current", token: other).status == 401)
    }
  }
}
