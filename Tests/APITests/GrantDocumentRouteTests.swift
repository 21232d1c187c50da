import Accounts
import Evidence
import JSONText
import Records
import Registry
import Testing
import Workbench

@Suite struct `The description of a granted interface` {
  @Test(.clause("EX-11.1a")) func `is its holder's and its provider's, and nobody else's`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let grant = try await door.office.interfaceGrant(door.office.interface(staff), staff)
      let table = try await door.office.grant(door.office.resource(staff), system: "别的系统", staff)
      for (login, status) in [("receiver", 200), ("provider.reviewer", 200), ("bureau", 200)] {
        let reply = try await door.call("GET", "/api/v1/grants/\(grant)/openapi", token: try await door.office.accounts.login(login, Office.password).token)
        #expect(reply.status == status)
        #expect(reply.body["servers"]?.array?.first?["url"]?.string == "https://gateway.example:8443/svc/lookup")
        #expect(reply.body["paths"]?["/x"]?["get"] != nil)
      }
      let stranger = try await door.office.hire("stranger", "petition", ["user.receive"]).token
      #expect(try await door.call("GET", "/api/v1/grants/\(grant)/openapi", token: stranger).status == 404)
      let receiver = try await door.office.accounts.login("receiver", Office.password).token
      #expect(try await door.call("GET", "/api/v1/grants/\(table)/openapi", token: receiver).code == "grant.kind")
    }
  }

  @Test func `stands among a department's notices, which each person sees for herself`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let grant = try await door.office.grant(door.office.resource(staff), staff)
      let (one, other) = (try await door.office.accounts.login("receiver", Office.password).token, try await door.office.accounts.login("applicant", Office.password).token)
      let list = try await door.call("GET", "/api/v1/notices?limit=3", token: one).body["notices"]?.array ?? []
      let last = try #require(list.first)
      #expect(last["read"]?.bool == false && last["procedure"]?.string?.hasPrefix("exchange.") == true && last["case"]?.int != nil, "\(grant)")
      let before = try await door.call("GET", "/api/v1/sessions/current", token: other).body["unseen"]?.int ?? 0
      #expect(before > 0)
      let seen = try await door.call("POST", "/api/v1/notices/seen", #"{"through":\#(last["id"]?.int ?? 0)}"#, token: one)
      #expect(seen.body["unseen"]?.int == 0)
      #expect(try await door.call("GET", "/api/v1/sessions/current", token: one).body["unseen"]?.int == 0)
      #expect(try await door.call("GET", "/api/v1/sessions/current", token: other).body["unseen"]?.int == before)
      #expect(try await door.call("POST", "/api/v1/notices/seen", #"{"through":"x"}"#, token: one).status == 422)
    }
  }
}
