import Accounts
import JSONText
import Postgres
import Records
import Testing
import Workbench

@Suite struct `A refused request` {
  @Test func `is looked up by its number, by its own department and by the bureau`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let resource = try await door.office.resource(staff)
      func token(_ login: String) async throws -> String { try await door.office.accounts.login(login, Office.password).token }
      let refused = try await door.call("POST", "/api/v1/exchange/application", #"{"parent":\#(resource),"fields":{"strange":1,"secret":"geheim"}}"#, token: token("applicant"))
      let id = try #require(refused.body["requestId"]?.string)
      #expect(refused.status == 422)
      for login in ["applicant", "receiver", "bureau"] {
        let found = try await door.call("GET", "/api/v1/requests/\(id)", token: token(login))
        #expect(found.status == 200 && found.body["problem"]?["code"] == refused.body["code"] && found.body["login"]?.string == "applicant")
        #expect(found.body["path"]?.string == "/api/v1/exchange/application" && !found.body.text.contains("geheim"))
      }
      #expect(try await door.call("GET", "/api/v1/requests/\(id)", token: token("editor")).code == "request.unknown")
      #expect(try await door.call("GET", "/api/v1/requests/\(id)").status == 401)
      let forbidden = try await door.call("PUT", "/api/v1/settings/exchange.idle-warning", "{}", token: token("editor"))
      let other = try #require(forbidden.body["requestId"]?.string)
      #expect(try await door.call("GET", "/api/v1/requests/\(other)", token: token("editor")).body["status"]?.int == 403)
    }
  }

  @Test func `is kept within bounds, and not for ever`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire("busy", "market", ["provider.catalogue"]).token
      for _ in 0..<70 { _ = try await door.call("PUT", "/api/v1/settings/exchange.idle-warning", "{}", token: token) }
      #expect(try await door.office.count("select count(*) from refused_request") == 60)
      // What is not there was not refused.
      _ = try await door.call("GET", "/api/v1/exchange/application/999999", token: token)
      #expect(try await door.office.count("select count(*) from refused_request where status = 404") == 0)
      try await door.office.database.pool.with { try await $0.script("update refused_request set at = at - interval '91 days'") }
      try await door.office.records.forgetRefused()
      #expect(try await door.office.count("select count(*) from refused_request") == 0)
    }
  }
}
