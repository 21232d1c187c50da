import Accounts
import CaseDesk
import Evidence
import Measures
import Postgres
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `EX-8.1 deliveries in their turn` {
  private static let granted = "2026-11-02T09:00:00+08:00"

  /// A daily table granted on 2 November 2026 at 09:00 and delivered at once.
  private func granted<Output: Sendable>(_ body: @Sendable (Office, Office.Staff, _ resource: Int64, _ grant: Int64) async throws -> Output) async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant(Self.granted)))
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let grant = try await office.grant(resource, staff)
      try await land(office, grant)
      _ = try await body(office, staff, resource, grant)
    }
  }

  /// What is queued has been done, and landed.
  private func land(_ office: Office, _ grant: Int64) async throws {
    try await office.database.pool.with { connection in
      try await connection.script("update job set state = 'done', ended_at = now(), lease_until = null where kind = 'deliver' and state = 'waiting'")
      try await connection.script(
        """
        insert into delivery (access_grant, version, kind, started_at, ended_at, outcome)
        select \(grant), 1 + count(*), 'table', office_now(), office_now(), 'delivered' from delivery
        """)
    }
  }

  private func waiting(_ office: Office) async throws -> Int {
    try await office.count("select count(*) from job where kind = 'deliver' and state = 'waiting'")
  }

  private func turns(_ office: Office, at time: String) async throws -> Int {
    try await office.setClock(try #require(Instant("\(time):00+08:00")))
    try await office.registry.deliverByTurn()
    try await office.registry.deliverByTurn()
    return try await waiting(office)
  }

  @Test(.clause("EX-8.1")) func `come once a period, and once for many that were missed`() async throws {
    try await granted { office, _, _, grant in
      #expect(try await turns(office, at: "2026-11-03T08:58") == 0)
      #expect(try await turns(office, at: "2026-11-03T09:01") == 1)
      // Not again while it waits, nor once it has landed.
      #expect(try await turns(office, at: "2026-11-03T21:00") == 1)
      try await land(office, grant)
      #expect(try await turns(office, at: "2026-11-04T08:00") == 0)
      #expect(try await turns(office, at: "2026-11-20T12:00") == 1)
      try await land(office, grant)
      #expect(try await turns(office, at: "2026-11-21T08:59") == 0)
      // One made good after midnight does not take the place of that day's own.
      #expect(try await turns(office, at: "2026-11-22T00:05") == 1)
      try await land(office, grant)
      #expect(try await turns(office, at: "2026-11-22T09:01") == 1)
    }
  }

  @Test(.clause("EX-8.1")) func `that failed are made again the next day`() async throws {
    try await granted { office, _, _, _ in
      #expect(try await turns(office, at: "2026-11-03T09:01") == 1)
      try await office.database.pool.with { connection in
        try await connection.script("update job set state = 'dead', ended_at = now() where kind = 'deliver' and state = 'waiting'")
      }
      #expect(try await turns(office, at: "2026-11-03T12:00") == 0)
      #expect(try await turns(office, at: "2026-11-04T00:00") == 1)
    }
  }

  @Test(.clause("EX-8.1", "EX-5.5")) func `stop with the grant, and while the resource is paused`() async throws {
    try await granted { office, staff, resource, grant in
      try await office.act("pause", .resource, resource, #"{"reason":"机房检修"}"#, by: staff.editor)
      #expect(try await turns(office, at: "2026-11-05T09:00") == 0)
      try await office.act("resume", .resource, resource, by: staff.editor)
      #expect(try await waiting(office) == 1)
      try await land(office, grant)
      #expect(try await turns(office, at: "2027-11-01T23:00") == 1)
      try await land(office, grant)
      #expect(try await turns(office, at: "2028-01-01T09:00") == 0)
    }
  }

  @Test(.clause("EX-8.1", "EX-5.4a")) func `come at once when the provider says that the data were updated`() async throws {
    try await granted { office, staff, resource, grant in
      try await office.act("refresh", .resource, resource, #"{"updatedOn":"2026-11-02"}"#, by: staff.editor)
      #expect(try await waiting(office) == 1)
      try await land(office, grant)
      // An irregular one comes then alone.
      try await office.database.pool.with { try await $0.script("update resource set frequency = 'irregular'") }
      #expect(try await turns(office, at: "2026-12-24T09:00") == 0)
      try await office.act("refresh", .resource, resource, #"{"updatedOn":"2026-12-23"}"#, by: staff.editor)
      #expect(try await waiting(office) == 1)
    }
  }
}
