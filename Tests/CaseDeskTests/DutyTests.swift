import Accounts
import CaseDesk
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `EX-20 the yearly audit` {
  private func notices(_ office: Office) async throws -> Int { try await office.count("select count(*) from notice where kind = 'duty'") }

  @Test func `is reminded of once a year, only where a grant is in force, and never after it was done`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let desk = LedgerDesk(office.records)
      let start = Day(of: try await office.now())
      _ = try await office.grant(try await office.resource(staff), months: 36, staff)
      try await desk.remindDuties()
      #expect(try await notices(office) == 0)
      // The last day counts whole.
      try await office.setClock(start.adding(months: 12).start.adding(seconds: 86_399))
      try await desk.remindDuties()
      #expect(try await notices(office) == 0)
      try await office.setClock(start.adding(months: 12).next.start)
      try await desk.remindDuties()
      try await desk.remindDuties()
      #expect(try await office.count("select count(*) from notice where kind = 'duty' and department = 'statistics' and role = 'user.audit'") == 1)
      #expect(try await notices(office) == 1)
      let auditor = try await office.hire("auditor", "statistics", ["user.audit"]).person
      let today = Day(of: try await office.now()).text
      let fields = try JSON.parse(#"{"from":"\#(start.text)","to":"\#(today)","date":"\#(today)","findings":"未发现问题"}"#).object ?? JSONObject()
      _ = try await office.records.perform(.account(auditor.id)) { work in try await desk.add(fields, to: .auditRecord, by: auditor, in: work) }
      try await office.setClock(start.adding(months: 24).start)
      try await desk.remindDuties()
      #expect(try await notices(office) == 1)
      try await office.setClock(start.adding(months: 24).adding(days: 3).start)
      try await desk.remindDuties()
      #expect(try await notices(office) == 2)
    }
  }

  @Test func `follows the months that the bureau has set`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let start = Day(of: try await office.now())
      _ = try await office.grant(try await office.resource(staff), months: 36, staff)
      try await office.database.pool.with { try await $0.script("insert into setting (key, value, reason, effective_from) values ('exchange.audit-months', '6', 'x', '2024-09-19')") }
      try await office.setClock(start.adding(months: 6).next.start)
      try await LedgerDesk(office.records).remindDuties()
      #expect(try await notices(office) == 1)
    }
  }
}
