import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `A grant over the API` {
  @Test(.clause("EX-11.1a", "EX-11.2b", "EX-11.4a")) func `EX-11.1a is never changed, EX-11.2b never extended, EX-11.4a never made without an application`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let receiver = try await door.office.accounts.login("receiver", Office.password)
      let grant = try await door.office.grant(door.office.resource(staff), staff)
      let changed = try await door.call("PATCH", "/api/v1/grants/\(grant)", #"{"flow":"交给第三方"}"#, token: receiver.token)
      #expect(changed.status == 409 && changed.body["code"] == "E43" && changed.body["clause"] == "EX-11.1a")
      let filled = try await door.call("PATCH", "/api/v1/exchange/grant/\(grant)", #"{"fields":{"flow":"交给第三方"}}"#, token: receiver.token)
      #expect(filled.status == 409 && filled.body["code"] == "E43")
      let longer = try await door.call("POST", "/api/v1/exchange/grant/\(grant)/acts/extend", "{}", token: receiver.token)
      #expect(longer.status == 409 && longer.body["code"] == "E50")
      let bureau = try await door.office.accounts.login("bureau", Office.password)
      for path in ["/api/v1/grants", "/api/v1/exchange/grant"] {
        let made = try await door.call("POST", path, #"{"fields":{}}"#, token: bureau.token)
        #expect(made.status == 403 && made.body["code"] == "E55", "\(path)")
      }
    }
  }

  @Test(.clause("EX-15")) func `EX-15 of each kind shows how its data are had`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let receiver = try await door.office.accounts.login("receiver", Office.password)
      _ = try await door.office.grant(door.office.resource(staff, code: "plain-table"), staff)
      let interface = try await door.office.interface(staff, code: "plain-interface")
      let application = try await door.office.open(
        .application, Office.applicationFields("接口系统").replacing("\"batch\"", with: "\"query\",\"sealed\":true"), parent: interface, by: staff.applicant)
      try await door.office.lay("stamped-form", "申请表.pdf", PaperSamples.pdf(), in: application.id, of: .application, by: staff.applicant)
      try await door.office.act("submit", .application, application.id, by: staff.applicant)
      try await door.office.act("approve", .application, application.id, by: staff.providerReviewer)
      let grants = try await door.call("GET", "/api/v1/grants", token: receiver.token).body["grants"]?.array ?? []
      let access = Dictionary(grants.map { ($0["resource"]?["code"]?.string ?? "", $0["access"] ?? .null) }) { $1 }
      #expect(access["plain-table"]?["means"] == "前置区库表" && access["plain-table"]?["view"] == "plain-table")
      #expect(access["plain-interface"]?["means"] == "授权码" && access["plain-interface"]?["hasCode"] == false)
    }
  }

  @Test(.clause("EX-8.1")) func `EX-8.1 another department's landing area is not had`() async throws {
    try await Door.with { door in
      _ = try await door.office.staff()
      let receiver = try await door.office.accounts.login("receiver", Office.password)
      let other = try await door.call("GET", "/api/v1/landing?department=market", token: receiver.token)
      #expect(other.status == 403 && other.body["code"] == "E34")
    }
  }

  @Test(.clause("EX-11.2a")) func `EX-11.2a of 36 months from 29 February 2028 holds through 28 February 2031`() async throws {
    try await Door.with { door in
      try await door.office.begin(at: try #require(Instant("2028-02-29T10:00:00+08:00")))
      let staff = try await door.office.staff()
      let grant = try await door.office.grant(door.office.resource(staff), months: 36, staff)
      let row = try await door.office.registry.grant(grant, for: staff.receiver)
      #expect(row.expiresAt.text == "2031-03-01T00:00:00+08:00")
      try await door.office.setClock(try #require(Instant("2031-02-28T23:59:59+08:00")))
      try await door.office.registry.keepTime()
      #expect(try await door.office.state(.grant, grant, for: staff.receiver) == "in-force")
      try await door.office.setClock(row.expiresAt)
      let late = try await door.office.codes("give-up", .grant, grant, by: staff.receiver)
      try await door.office.registry.keepTime()
      let state = try await door.office.state(.grant, grant, for: staff.receiver)
      #expect(late == ["E76"] && state == "expired")
    }
  }
}
