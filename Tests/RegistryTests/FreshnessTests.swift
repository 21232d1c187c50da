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

@Suite struct `The freshness of a resource` {
  private static let due = Statement<CivilDate?, CivilDate, String>("test.due", "select freshness_due($1, $2)")

  /// A table attached on 2 November 2026 with that frequency; nil takes the catalogue's, daily.
  private func table(_ office: Office, _ staff: Office.Staff, _ frequency: String?) async throws -> Int64 {
    let resource = try await office.resource(staff)
    try await office.database.pool.with { try await $0.script("update resource set frequency = \(frequency.map { "'\($0)'" } ?? "null")") }
    return resource
  }

  private func began<Output: Sendable>(_ body: @Sendable (Office, Office.Staff) async throws -> Output) async throws -> Output {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-11-02T09:00:00+08:00")))
      return try await body(office, office.staff())
    }
  }

  private func move(_ office: Office, to time: String) async throws { try await office.setClock(try #require(Instant(time))) }

  private func isLagging(_ office: Office) async throws -> Bool? {
    try await office.registry.freshness(nil, laggingOnly: false, after: 0, limit: 10).first?.isLagging
  }

  private func told(_ office: Office) async throws -> Int {
    try await office.registry.tellLagging()
    return try await office.records.notices("market", after: 0, limit: 1000).count { $0.kind == "lagging" }
  }

  @Test(.clause("EX-5.4a")) func `EX-5.4a shows weekly data as lagging on the eighth day, tells the provider once, and counts it`() async throws {
    try await began { office, staff in
      let resource = try await table(office, staff, "weekly")
      try await move(office, to: "2026-11-09T23:59:59+08:00")
      #expect(try await isLagging(office) == false)
      #expect(try await told(office) == 0)
      try await move(office, to: "2026-11-10T00:00:00+08:00")
      #expect(try await isLagging(office) == true)
      #expect(try await office.registry.freshness("market", laggingOnly: true, after: 0, limit: 10).map(\.row.resource) == [resource])
      #expect(try await office.registry.freshness("finance", laggingOnly: true, after: 0, limit: 10).isEmpty)
      _ = try await told(office)
      #expect(try await told(office) == 1)
      let figure = try #require(Figure.named("resource.lagging"))
      let month = try #require(StatisticsPeriod("2026-11"))
      #expect(try await office.statistics.report(month, department: "market").tally(figure).count == 1)
      // Registered as refreshed: up to date again, until it lapses anew.
      try await office.act("refresh", .resource, resource, #"{"updatedOn":"2026-11-10"}"#, by: staff.editor)
      #expect(try await isLagging(office) == false)
      try await move(office, to: "2026-11-18T00:00:00+08:00")
      #expect(try await told(office) == 2)
      // Its state is what it was: a lapse decides nothing (K6).
      #expect(try await office.state(.resource, resource, for: staff.editor) == "attached")
    }
  }

  @Test(.clause("EX-5.4a")) func `EX-5.4a never lags when it is updated irregularly, and without its own frequency goes by the catalogue's`() async throws {
    try await began { office, staff in
      _ = try await table(office, staff, "irregular")
      try await move(office, to: "2028-11-02T00:00:00+08:00")
      #expect(try await isLagging(office) == false)
      #expect(try await told(office) == 0)
    }
    try await began { office, staff in
      _ = try await table(office, staff, nil)
      try await move(office, to: "2026-11-03T23:59:00+08:00")
      #expect(try await isLagging(office) == false)
      try await move(office, to: "2026-11-04T00:00:00+08:00")
      #expect(try await isLagging(office) == true)
    }
  }

  @Test func `EX-5.4a takes a delivery that read other data than the one before for an update`() async throws {
    try await began { office, staff in
      let resource = try await table(office, staff, "weekly")
      let grant = try await office.grant(resource, staff)
      func deliver(_ version: Int, _ digest: String, _ at: String) async throws {
        try await office.database.pool.with {
          try await $0.script(
            """
            insert into delivery (access_grant, version, kind, started_at) values (\(grant), \(version), 'table', '\(at)');
            update delivery set ended_at = '\(at)', outcome = 'delivered', digest_read = '\(digest)' where access_grant = \(grant) and version = \(version)
            """)
        }
      }
      func updated() async throws -> String? {
        try await office.registry.freshness(nil, laggingOnly: false, after: 0, limit: 10).first?.row.updatedOn.text
      }
      try await move(office, to: "2026-11-20T09:00:00+08:00")
      try await deliver(1, "a", "2026-11-03 09:00+08")
      try await deliver(2, "a", "2026-11-05 09:00+08")
      #expect(try await updated() == "2026-11-02")
      try await deliver(3, "b", "2026-11-08 00:30+08")
      #expect(try await updated() == "2026-11-08")
    }
  }

  @Test func `EX-5.4a of an interface is how it answered in the last thirty days`() async throws {
    try await began { office, staff in
      let resource = try await office.interface(staff)
      let grant = try await office.interfaceGrant(resource, staff)
      try await move(office, to: "2026-12-20T09:00:00+08:00")
      try await office.database.pool.with {
        try await $0.script(
          """
          insert into call_log (journal, seq, day, call_id, at, access_grant, resource, department, method, path, peer, admitted, status, micros)
          select '\\x01'::bytea, n, '2026-12-10', 'c' || n, case when n > 20 then timestamptz '2026-11-10 09:00+08' else '2026-12-10 09:00+08' end, \(grant), \(resource),
                 'statistics', 'GET', '/', '127.0.0.1', true, case when n = 1 then 502 else 200 end, n * 1000
          from generate_series(1, 30) n
          """)
      }
      guard case .service(let row?) = try await office.registry.upkeep(of: resource, kind: "interface") else {
        Issue.record("no figures")
        return
      }
      #expect(row.calls == 20 && row.answered == 19 && row.successRate == "95" && row.p50 == 10_000 && row.p95 == 19_000)
    }
  }

  @Test func `EX-5.4a is reckoned by the database as by the rule`() async throws {
    try await Office.with { office in
      for text in ["2026-01-29", "2026-01-31", "2026-02-28", "2028-02-29", "2026-08-31", "2026-11-30", "2026-12-31"] {
        let day = try #require(Day(text))
        for frequency in UpdateFrequency.allCases {
          let found = try await office.database.pool.with { try await $0.one(Self.due, day.date, frequency.rawValue) }
          #expect(found.map { Day($0) } == frequency.lastDay(after: day), "\(text) \(frequency.rawValue)")
        }
      }
    }
  }
}
