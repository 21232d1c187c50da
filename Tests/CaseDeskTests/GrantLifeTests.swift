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

@Suite struct `The life of a grant` {
  @Test(.clause("EX-11.2b")) func `EX-11.2b ends at its instant, whatever the timer has done`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), months: 1, staff)
      let early = try await Office.codes {
        _ = try await office.records.perform(.system("test")) { work in try await office.cases.take(system: "expire", on: grant, in: work) }
      }
      #expect(early == ["E76"])
      let end = try await office.registry.grant(grant, for: staff.receiver).expiresAt
      try await office.setClock(end)
      #expect(try await office.codes("give-up", .grant, grant, by: staff.receiver) == ["E76"])
      try await office.registry.keepTime()
      #expect(try await office.page(.grant, grant, for: staff.receiver).row.state == "expired")
    }
  }

  @Test(.clause("EX-10b")) func `EX-10b goes offline by its latest plan alone, and its users are told`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let grant = try await office.grant(resource, staff)
      let now = try await office.now()
      let (soon, late) = (now.adding(seconds: 60), now.adding(seconds: 7200))
      func plan(_ at: Instant) async throws {
        try await office.act(
          "plan-offline", .resource, resource, #"{"notice":"系统改造","at":"\#(at.text)","reason":"机房搬迁"}"#, by: staff.editor)
      }
      try await plan(soon)
      for department in ["statistics", "data-bureau"] {
        let texts = try await office.records.notices(department, after: 0, limit: 100).filter { $0.kind == "resource" }.map(\.text)
        #expect(texts.count == 1 && texts[0].contains("系统改造") && texts[0].contains(soon.text))
      }
      try await office.act("cancel-offline", .resource, resource, by: staff.editor)
      try await plan(late)
      try await office.setClock(soon)
      #expect(
        try await Office.codes {
          _ = try await office.records.perform(.system("test")) { work in
            try await office.cases.take(system: "go-offline", on: resource, in: work)
          }
        } == ["E76"])
      try await office.setClock(late)
      try await office.registry.keepTime()
      #expect(try await office.page(.grant, grant, for: staff.receiver).row.state == "terminated")
    }
  }

  @Test(.clause("EX-5.5")) func `EX-5.5 a violation reaches the bureau in the same act`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      #expect(try await office.codes("suspend", .grant, grant, #"{"facts":"","evidence":"日志"}"#, by: staff.providerReviewer) == ["E19"])
      try await office.act("suspend", .grant, grant, #"{"facts":"向第三方提供数据","evidence":"核查记录"}"#, by: staff.providerReviewer)
      let reports = try await office.records.notices("data-bureau", after: 0, limit: 100).filter { $0.kind == "report" }
      #expect(reports.count == 1 && reports[0].text.contains("向第三方提供数据"))
    }
  }

  @Test(arguments: [
    (#"{"items":[]}"#, "E44"), (#"{"items":["no","no"]}"#, "E44"), (#"{"months":6,"reason":""}"#, "E15"), (#"{"months":6,"reason":null}"#, "E15"),
  ])
  func `is refused where nothing is said, and the application stays`(input: String, code: String) async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      #expect(try await office.codes("approve", .application, application, input, by: staff.providerReviewer).first == code)
      #expect(try await office.page(.application, application, for: staff.applicant).row.state == "provider-review")
    }
  }

  @Test(.clause("EX-11.2c")) func `EX-11.2c an unused interface is warned of once and listed from 00:00 of the day after three months`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-08-20T10:00:00+08:00")))
      let staff = try await office.staff()
      let resource = try await office.interface(staff)
      let fields = Office.applicationFields("接口系统").replacing("\"batch\"", with: "\"query\",\"sealed\":true")
      let application = try await office.open(.application, fields, parent: resource, by: staff.applicant).id
      try await office.lay("stamped-form", .application, application, by: staff.applicant)
      try await office.act("submit", .application, application, by: staff.applicant)
      try await office.act("approve", .application, application, by: staff.providerReviewer)
      let grant = try #require(try await office.registry.grants(for: staff.receiver, after: 0, limit: 1).first).id
      func idle() async throws -> Int { try await office.registry.idleGrants(for: staff.providerReviewer, after: 0, limit: 10).count }
      func warned() async throws -> Int {
        try await office.registry.keepTime()
        return try await office.records.notices("statistics", after: 0, limit: 100).filter { $0.kind == "idle" }.count
      }
      try await office.setClock(try #require(Instant("2026-11-05T23:59:00+08:00")))
      #expect(try await warned() == 0)
      try await office.setClock(try #require(Instant("2026-11-20T23:00:00+08:00")))
      let early = try await office.codes("revoke", .grant, grant, #"{"ground":"unused"}"#, by: staff.providerReviewer)
      let before = (try await warned(), try await warned(), try await idle())
      #expect(early == ["E52"] && before == (1, 1, 0))
      try await office.setClock(try #require(Instant("2026-11-21T00:00:00+08:00")))
      #expect(try await idle() == 1)
      let byBureau = try await office.codes("revoke", .grant, grant, #"{"ground":"unused"}"#, by: staff.bureau)
      try await office.act("revoke", .grant, grant, #"{"ground":"unused"}"#, by: staff.providerReviewer)
      let state = try await office.state(.grant, grant, for: staff.receiver)
      #expect(byBureau == ["E02"] && state == "revoked")
    }
  }

  @Test func `K7 words between the sides move no clock`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      let before = try await office.page(.application, application, for: staff.applicant).clocks.map(\.dueAt)
      _ = try await office.records.perform(.account(staff.providerReviewer.id)) { work in
        try await office.cases.say("请说明第三项数据的用途", in: application, of: .application, by: staff.providerReviewer, work: work)
      }
      let heard = try await office.cases.messages(in: application, of: .application, for: staff.applicant, after: 0, limit: 10)
      #expect(heard.map(\.text) == ["请说明第三项数据的用途"] && heard[0].party == "PROVIDER")
      let after = try await office.page(.application, application, for: staff.applicant).clocks.map(\.dueAt)
      let told = try await office.records.notices("statistics", after: 0, limit: 100).filter { $0.kind == "message" }
      #expect(after == before && told.count == 1)
      let stranger = try await office.hire("stranger", "finance", ["user.apply"]).person
      let refused = try await Office.codes {
        _ = try await office.cases.messages(in: application, of: .application, for: stranger, after: 0, limit: 10)
      }
      #expect(refused == ["case.unknown"])
    }
  }

  @Test func `a plan that no server can read holds nothing else up`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let codes = try await office.codes("plan-offline", .resource, resource, #"{"notice":"x","at":"2030-01-01T+1:00:00+08:00","reason":"机房搬迁"}"#, by: staff.editor)
      #expect(codes == ["E41"])
    }
  }
}
