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

@Suite struct `An application that the bureau enters` {
  private static func at(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }
  private static let urgent = String(Office.applicationFields("防汛系统").dropLast())
    + #","urgent":true,"urgentContact":"王五","urgentAt":"2026-11-25T08:30:00+08:00","urgentReason":"防汛值守"}"#

  @Test(.clause("EX-14b")) func `EX-14b is the department's own, urges the provider in the same act, and stays with its decider`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let row = try await office.open(.application, Self.urgent, parent: resource, for: "statistics", by: staff.bureau)
      #expect(row.department == "statistics")
      try await office.act("submit", .application, row.id, by: staff.bureau)
      let seen = try await office.cases.list(.application, state: nil, for: staff.applicant, after: 0, limit: 10).map(\.id)
      #expect(seen == [row.id])
      #expect(try await office.count("select count(*) from clock_urge") == 1)
      let urged = try await office.records.notices("market", after: 0, limit: 100).filter { $0.kind == "urge" }
      #expect(urged.count == 1 && urged[0].text.contains("防汛值守"))
      #expect(try await office.codes("approve", .application, row.id, by: staff.bureau) == ["E02"])
      try await office.act("approve", .application, row.id, by: staff.providerReviewer)
    }
  }

  @Test(.clause("EX-14b")) func `EX-14b names a department, and who, when and why`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff, class: "unconditional")
      let unnamed = try await office.codes(opening: .application, Self.urgent, parent: resource, by: staff.bureau)
      #expect(unnamed == ["E59"])
      let row = try await office.open(.application, Office.applicationFields("防汛系统"), parent: resource, for: "statistics", by: staff.bureau)
      #expect(try await office.codes("submit", .application, row.id, by: staff.bureau) == ["E66"])
      // Another department cannot be spoken for by anyone else.
      let other = try await office.codes(opening: .application, Self.urgent, parent: resource, for: "finance", by: staff.applicant)
      #expect(other == ["E02"])
    }
  }

  @Test(.clause("EX-5.3b")) func `EX-5.3b of a department of another level runs on the same clocks, its acts done by the bureau`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      try await office.database.pool.with { connection in
        try await connection.script(
          "insert into department (code, name, kind, provides, uses) values ('province-stats', '省统计局', 'external', false, true)")
      }
      let row = try await office.open(.application, Office.applicationFields("省平台"), parent: resource, for: "province-stats", by: staff.bureau)
      #expect(row.isExternal)
      try await office.act("submit", .application, row.id, by: staff.bureau)
      let clock = try await office.page(.application, row.id, for: staff.bureau).clocks.map(\.code)
      #expect(clock == ["CK2"])
      try await office.act("approve", .application, row.id, by: staff.providerReviewer)
      let grant = try #require(try await office.registry.grants(for: staff.bureau, after: 0, limit: 10).first)
      // The bureau may give the grant up for it.
      try await office.act("give-up", .grant, grant.id, by: staff.bureau)
      #expect(try await office.state(.grant, grant.id, for: staff.bureau) == "terminated")
    }
  }

  @Test(.clause("EX-14a", "EX-14c")) func `EX-14a and EX-14c are due on the days that the measure's examples name`() async throws {
    try await Office.with { office in
      try await office.begin(at: Self.at("2026-09-18T10:00"))
      let staff = try await office.staff()
      let conditional = try await office.application(office.resource(staff), staff)
      let second = try await office.page(.application, conditional, for: staff.applicant).clocks.map(\.dueDay.text)
      #expect(second == ["2026-10-09"])
      let refused = try await office.codes("reject", .application, conditional, #"{"ground":"beyond-duty","reason":"超出履职范围"}"#, by: staff.providerReviewer)
      #expect(refused == ["E16"])
      try await office.setClock(Self.at("2026-09-30T10:00"))
      let open = try await office.application(office.resource(staff, code: "open", class: "unconditional"), staff)
      let first = try await office.page(.application, open, for: staff.applicant).clocks.map(\.dueDay.text)
      #expect(first == ["2026-10-10"])
      try await office.act("approve", .application, open, by: staff.bureau)
      #expect(try await office.state(.application, open, for: staff.applicant) == "granted")
    }
  }

  @Test(.clause("EX-14a")) func `a new length governs clocks that start on or after its day`() async throws {
    try await Office.with { office in
      try await office.begin(at: Self.at("2026-11-30T10:00"))
      let staff = try await office.staff()
      let resource = try await office.resource(staff, class: "unconditional")
      let from = try #require(Day("2026-12-01"))
      func set(_ length: Int, _ source: String, by person: Person) async throws -> [String] {
        try await Office.codes {
          try await office.records.perform(.account(person.id)) { work in
            try await office.cases.setRule("CK1", length: length, source: source, from: from, by: person, in: work)
          }
        }
      }
      let refused = (try await set(1, "某条例", by: staff.applicant), try await set(0, " ", by: staff.bureau))
      #expect(refused.0 == ["E02"] && refused.1 == ["E59", "E59"])
      #expect(try await set(1, "政务数据共享条例(示例)", by: staff.bureau) == [])
      #expect(try await set(1, "政务数据共享条例(示例)", by: staff.bureau) == ["clock.rule"])
      func due(_ system: String) async throws -> String? {
        let application = try await office.application(resource, system: system, staff)
        let page = try await office.page(.application, application, for: staff.applicant)
        return page.clocks.first?.dueDay.text
      }
      let before = try await due("一")
      try await office.setClock(Self.at("2026-12-01T00:00"))
      let after = try await due("二")
      #expect(before == "2026-12-03" && after == "2026-12-02")
    }
  }
}
