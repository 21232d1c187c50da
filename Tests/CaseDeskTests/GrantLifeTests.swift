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
      #expect(try await office.codes("suspend", .grant, grant, #"{"facts":""}"#, by: staff.providerReviewer) == ["E19"])
      try await office.act("suspend", .grant, grant, #"{"facts":"向第三方提供数据"}"#, by: staff.providerReviewer)
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

  @Test func `a plan that no server can read holds nothing else up`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let codes = try await office.codes("plan-offline", .resource, resource, #"{"notice":"x","at":"2030-01-01T+1:00:00+08:00","reason":"机房搬迁"}"#, by: staff.editor)
      #expect(codes == ["E41"])
    }
  }
}
