import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Registry
import Sharing
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `A month's snapshot` {
  @Test(.clause("EX-17b")) func `EX-17b is made once when the month has ended, whoever runs and however often`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-11-30T20:00:00+08:00")))
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      try await office.statistics.keepSnapshots()
      #expect(try await months(office) == ["2026-10"])
      let bulletin = try await office.open(
        .bulletin, #"{"kind":"usage","title":"11月使用情况","text":"……","addressees":["statistics"],"month":"2026-11"}"#, by: staff.bureau).id
      #expect(try await office.codes("sign", .bulletin, bulletin, by: staff.bureau) == ["E59"])
      try await office.setClock(try #require(Instant("2026-12-01T00:00:00+08:00")))
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for _ in 0..<3 { tasks.addTask { try await office.statistics.keepSnapshots() } }
        try await tasks.waitForAll()
      }
      let first = try await office.statistics.snapshot("2026-11")
      try await office.act("withdraw", .application, application, by: staff.applicant)
      try await office.statistics.keepSnapshots()
      #expect(try await months(office) == ["2026-10", "2026-11"])
      let again = try await office.statistics.snapshot("2026-11")
      #expect(again.body == first.body && again.isIntact && again.madeAt == first.madeAt)
      try await office.act("sign", .bulletin, bulletin, by: staff.bureau)
    }
  }

  @Test func `EX-17b keeps the figures with the keys of their rows, as they were read`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-12-01T08:00:00+08:00")))
      try await StatisticsScene.lay(office, by: office.hire("scene", "market").person.id)
      try await office.statistics.keepSnapshots()
      let body = try JSON.parse(try await office.statistics.snapshot("2026-11").body)
      let month = try #require(StatisticsPeriod("2026-11"))
      let report = try await office.statistics.report(month, department: nil)
      let frozen = body["figures"]?.array ?? []
      #expect(frozen.count == Figure.all.count)
      for figure in Figure.all {
        let one = try #require(frozen.first { $0["code"]?.string == figure.code })
        #expect(one["value"] == figure.value(of: report.tally(figure)), "\(figure.code)")
        guard figure.slot == figure.code, figure.family != .call else { continue }
        let keys = (one["departments"]?.array ?? []).flatMap { $0["keys"]?.strings ?? [] }
        let lines = try await office.statistics.rows(of: figure, month, department: nil, limit: 1000)
        #expect(Set(keys) == Set(lines.map(\.row.key)) && keys.count == lines.count, "\(figure.code)")
      }
    }
  }

  @Test func `EX-17b cannot be altered, and months that nobody was there for are made good`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-10-15T08:00:00+08:00")))
      try await office.statistics.keepSnapshots()
      try await office.setClock(try #require(Instant("2027-01-01T00:00:01+08:00")))
      try await office.statistics.keepSnapshots()
      #expect(try await months(office) == ["2026-09", "2026-10", "2026-11", "2026-12"])
      for sql in ["update statistics_snapshot set body = '{}'", "delete from statistics_snapshot"] {
        await #expect(throws: PostgresError.self) { try await office.database.pool.with { try await $0.script(sql) } }
      }
    }
  }

  private func months(_ office: Office) async throws -> [String] { try await office.statistics.snapshots(after: "", limit: 100).map(\.month) }
}
