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

@Suite struct `A demand` {
  private static func at(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }
  private static func fields(_ name: String = "车辆年检", provider: String = "market") -> String {
    String(Office.applicationFields("监管系统").dropLast()) + #","name":"\#(name)","provider":"\#(provider)","reach":"city","wish":"table"}"#
  }

  private func submitted(_ office: Office, _ staff: Office.Staff) async throws -> Int64 {
    let demand = try await office.open(.demand, Self.fields(), by: staff.applicant).id
    try await office.act("submit", .demand, demand, by: staff.applicant)
    return demand
  }

  private func applications(_ office: Office) async throws -> [(Int64, String)] {
    let rows = try await office.database.pool.with { try await $0.all(Self.ofDemands) }
    return rows.map { (Int64($0.split(separator: " ")[0]) ?? 0, String($0.split(separator: " ")[1])) }
  }
  private static let ofDemands = Statement<String>(
    "test.of-demands", "select id || ' ' || state from case_file where procedure = 'exchange.application' and origin is not null order by id")

  @Test(.clause("EX-13a")) func `EX-13a submitted on 2026-09-30 is due on 2026-10-10, and in time at 23:00 of that day`() async throws {
    try await Office.with { office in
      try await office.begin(at: Self.at("2026-09-30T10:00"))
      let staff = try await office.staff()
      let demand = try await submitted(office, staff)
      let due = try #require(try await office.page(.demand, demand, for: staff.applicant).clocks.first)
      #expect(due.code == "CK3" && due.dueDay.text == "2026-10-10")
      try await office.setClock(Self.at("2026-10-10T23:00"))
      try await office.act("forward", .demand, demand, by: staff.bureau)
      let clocks = try await office.page(.demand, demand, for: staff.providerReviewer).clocks
      #expect(clocks.map(\.code) == ["CK3", "CK4"] && clocks[0].daysLate == nil && clocks[1].dueDay.text == "2026-10-23")
    }
  }

  @Test(.clause("EX-13b")) func `EX-13b forwarded on 2026-11-23 and only confirmed it is late at 00:00 of 12-08`() async throws {
    try await Office.with { office in
      try await office.begin(at: Self.at("2026-11-23T09:00"))
      let staff = try await office.staff()
      let demand = try await submitted(office, staff)
      try await office.act("forward", .demand, demand, by: staff.bureau)
      try await office.act("confirm", .demand, demand, #"{"plan":"十日内挂接"}"#, by: staff.providerReviewer)
      try await office.setClock(Self.at("2026-12-07T23:59"))
      let before = try await office.cases.supervise(after: 0, limit: 10).lines.map(\.isLate)
      try await office.setClock(Self.at("2026-12-08T00:00"))
      let after = try await office.cases.supervise(after: 0, limit: 10).lines.map(\.isLate)
      #expect(before == [false] && after == [true])
    }
  }

  @Test(.clause("EX-13b")) func `EX-7.3 shows how many working days it lay with the bureau, its review of the catalogue among them`() async throws {
    try await Office.with { office in
      try await office.begin(at: Self.at("2026-11-20T10:00"))
      let staff = try await office.staff()
      let demand = try await submitted(office, staff)
      try await office.setClock(Self.at("2026-11-24T10:00"))
      try await office.act("forward", .demand, demand, by: staff.bureau)
      try await office.setClock(Self.at("2026-11-26T10:00"))
      let before = try await office.page(.demand, demand, for: staff.applicant).holding
      #expect(before?.bureau == 2 && before?.provider == 2)
      let catalogue = try await office.open(.catalogue, Office.catalogueFields("年检", class: "conditional"), by: staff.editor).id
      try await office.act("submit", .catalogue, catalogue, by: staff.editor)
      try await office.setClock(Self.at("2026-11-30T10:00"))
      try await office.act("approve", .catalogue, catalogue, by: staff.bureau)
      let resource = try await office.resource(staff, under: catalogue, code: "inspection")
      try await office.setClock(Self.at("2026-12-02T10:00"))
      try await office.act("implement", .demand, demand, #"{"resource":\#(resource),"items":["no"]}"#, by: staff.providerReviewer)
      try await office.setClock(Self.at("2026-12-20T10:00"))
      let after = try await office.page(.demand, demand, for: staff.applicant).holding
      #expect(after?.bureau == 4 && after?.provider == 4)
      #expect(try await office.page(.resource, resource, for: staff.editor).holding == nil)
    }
  }

  @Test(.clause("EX-13b")) func `EX-13b implemented and complete it is authorized at once`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let demand = try await submitted(office, staff)
      try await office.act("forward", .demand, demand, by: staff.bureau)
      let dead = try await office.codes("implement", .demand, demand, #"{"resource":\#(resource + 1000)}"#, by: staff.providerReviewer)
      #expect(dead == ["E65"])
      try await office.act("implement", .demand, demand, #"{"resource":\#(resource),"items":["no"]}"#, by: staff.providerReviewer)
      #expect(try await applications(office).map(\.1) == ["granted"])
      let grants = try await office.registry.grants(for: staff.receiver, after: 0, limit: 10)
      #expect(grants.map(\.items) == [["no"]] && grants.map(\.system) == ["监管系统"])
    }
  }

  @Test(.clause("EX-13b")) func `EX-13b incomplete it is a draft: authorized when sent unchanged, reviewed when changed`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      // The items are those of the demand, which the resource has not: the user must choose, so the draft waits.
      let resource = try await office.resource(staff)
      for changed in [false, true] {
        let demand = try await office.open(.demand, Self.fields("年检\(changed)"), by: staff.applicant).id
        try await office.act("submit", .demand, demand, by: staff.applicant)
        try await office.act("forward", .demand, demand, by: staff.bureau)
        // Another application of the same system is under way: the demand's own cannot go out yet.
        let other = try await office.application(resource, system: "监管系统", staff)
        try await office.act("implement", .demand, demand, #"{"resource":\#(resource),"items":["no"]}"#, by: staff.providerReviewer)
        let draft = try #require(try await applications(office).last)
        #expect(draft.1 == "draft")
        try await office.act("withdraw", .application, other, by: staff.applicant)
        if changed {
          _ = try await office.records.perform(.account(staff.applicant.id)) { work in
            try await office.cases.fill(draft.0, of: .application, JSONObject([.init(name: "months", value: 6)]), by: staff.applicant, in: work)
          }
        }
        try await office.act("submit", .application, draft.0, by: staff.applicant)
        #expect(try await office.state(.application, draft.0, for: staff.applicant) == (changed ? "provider-review" : "granted"))
      }
    }
  }

  @Test(.clause("EX-13a")) func `EX-13a is not for what is published, unless what differs is said; nor for nobody's data`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      _ = try await office.resource(staff, code: "plain")
      let published = try await office.open(.demand, Self.fields("目录plain"), by: staff.applicant).id
      #expect(try await office.codes("submit", .demand, published, by: staff.applicant) == ["E64"])
      let nobody = try await office.open(.demand, Self.fields(provider: "nobody"), by: staff.applicant).id
      #expect(try await office.codes("submit", .demand, nobody, by: staff.applicant) == ["E63"])
      // The provider named later is the one who gets it.
      _ = try await office.records.perform(.account(staff.applicant.id)) { work in
        try await office.cases.fill(nobody, of: .demand, JSONObject([.init(name: "provider", value: "market")]), by: staff.applicant, in: work)
      }
      let sent = try await office.act("submit", .demand, nobody, by: staff.applicant)
      #expect(sent.counterpart == "market")
    }
  }
}
