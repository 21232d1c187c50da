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

/// Two people at once. What went wrong is told by its codes; anything but a refusal fails the test.
@Suite struct `Two acts at once` {
  private func both(
    _ one: @escaping @Sendable () async throws -> Void, _ other: @escaping @Sendable () async throws -> Void
  ) async throws -> [[String]] {
    async let first = Office.codes(one)
    async let second = Office.codes(other)
    return try await [first, second]
  }

  @Test func `of one system make one application`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      for round in 0..<5 {
        var drafts: [Int64] = []
        for _ in 0..<2 {
          drafts.append(
            try await office.open(.application, Office.applicationFields("系统\(round)"), parent: resource, by: staff.applicant).id)
        }
        let (one, other) = (drafts[0], drafts[1])
        let codes = try await both(
          { try await office.act("submit", .application, one, by: staff.applicant) },
          { try await office.act("submit", .application, other, by: staff.applicant) })
        #expect(codes.contains([]) && codes.contains(["E74"]))
      }
    }
  }

  @Test func `leave no grant of a resource that went offline`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      for round in 0..<8 {
        let resource = try await office.resource(staff, code: "res-\(round)")
        let application = try await office.application(resource, system: "系统\(round)", staff)
        _ = try await both(
          { try await office.act("approve", .application, application, by: staff.providerReviewer) },
          { try await office.act("offline", .resource, resource, #"{"reason":"业务已经停办"}"#, by: staff.editor) })
        let left = """
          select count(*) from access_grant g join case_file f on f.id = g.id join case_file r on r.id = g.resource
          where r.state = 'offline' and f.state in ('in-force', 'suspended')
          """
        #expect(try await office.count(left) == 0)
        let pending = """
          select count(*) from case_file a join case_file r on r.id = a.parent
          where r.state = 'offline' and a.state in ('provider-review', 'platform-review')
          """
        #expect(try await office.count(pending) == 0)
      }
    }
  }

  @Test func `never wait for each other`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      for round in 0..<6 {
        let resource = try await office.resource(staff, code: "res-\(round)")
        var grants: [Int64] = []
        for n in 0..<3 { grants.append(try await office.grant(resource, system: "系统\(n)", staff)) }
        let all = grants
        let codes = try await both(
          {
            try await office.records.perform(.system("test")) { work in
              try await office.registry.endResource(resource, in: work)
            }
          },
          {
            for id in all.reversed() {
              _ = try await office.codes("suspend", .grant, id, #"{"facts":"超范围使用","evidence":"核查记录"}"#, by: staff.providerReviewer)
            }
          })
        #expect(codes == [[], []])
        #expect(try await office.count("select count(*) from case_file where procedure = 'exchange.grant' and state <> 'terminated'") == 0)
      }
    }
  }

  @Test func `make one first access code`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      // The codes of a table are refused by kind; here only the lock is looked at.
      try await office.database.pool.with { try await $0.script("update resource set kind = 'interface'") }
      let make: @Sendable (Replacement) async throws -> Void = { replacement in
        _ = try await office.records.perform(.account(staff.receiver.id)) { work in
          try await office.registry.makeCode(grant, replacement, by: staff.receiver, in: work)
        }
      }
      let codes = try await both({ try await make(.first) }, { try await make(.first) })
      #expect(codes.contains([]) && codes.contains(["code.exists"]))
      for _ in 0..<3 { try await make(.planned) }
      #expect(try await office.count("select count(*) from access_code where ends_at is null or ends_at > office_now()") == 2)
    }
  }

  @Test(.clause("EX-8.2")) func `EX-8.2 a replaced code ends when its successor is used, or after the days that were chosen`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      try await office.database.pool.with { try await $0.script("update resource set kind = 'interface'") }
      let make: @Sendable (Replacement, Int) async throws -> String = { replacement, days in
        try await office.records.perform(.account(staff.receiver.id)) { work in
          try await office.registry.makeCode(grant, replacement, grace: days, by: staff.receiver, in: work).keyID
        }
      }
      let ends: @Sendable (String, String) async throws -> Int = { key, when in
        try await office.count("select count(*) from access_code where ends_at \(when) and key_id = '\(key)'")
      }
      #expect(try await Office.codes { _ = try await make(.planned, 8) } == ["code.grace"])
      let one = try await make(.first, 7), two = try await make(.planned, 3)
      #expect(try await ends(one, "between office_now() + interval '71 hours' and office_now() + interval '72 hours'") == 1)
      let use: @Sendable (String, String) async throws -> Void = { key, code in
        try await office.database.pool.with {
          try await $0.script(
            """
            insert into call_log (day, journal, seq, call_id, at, key_id, access_grant, method, path, peer, admitted, code)
            select current_date, '\\x00', 1 + count(*), 'c' || count(*), office_now(), '\(key)', \(grant), 'GET', '/', '', \(code == "null"), \(code) from call_log
            """)
        }
      }
      // The old one in use, or the new one from where it may not be used, ends nothing.
      try await use(one, "null")
      try await use(two, "'E36.address'")
      try await office.registry.endSuperseded()
      #expect(try await ends(one, "<= office_now()") == 0)
      try await use(two, "null")
      try await office.registry.endSuperseded()
      #expect(try await ends(one, "is not null and office_now() >= ends_at") == 1)
      #expect(try await ends(two, "is null") == 1)
      #expect(try await office.count("select count(*) from audit_entry where action = 'code.end' and subject = 'case:\(grant)'") == 1)
    }
  }

  @Test func `a holiday notice and a submission agree on the due date`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      try await office.setClock(try #require(Instant("2027-03-01T09:00:00+08:00")))
      for round in 0..<6 {
        let draft = try await office.open(.application, Office.applicationFields("系统\(round)"), parent: resource, by: staff.applicant)
        let holiday = try #require(Day(2027, 3, 2 + round % 3))
        _ = try await both(
          { try await office.act("submit", .application, draft.id, by: staff.applicant) },
          {
            _ = try await office.records.perform(.system("test")) { work in
              try await ClockKeeper().load(year: 2027, notice: "通知\(round)", days: [(holiday, .holiday)], in: work)
            }
          })
        let due = try #require(try await office.page(.application, draft.id, for: staff.applicant).clocks.first).dueDay
        let calendar = try await office.records.read { tx, _ in try await ClockKeeper().calendar(tx) }
        #expect(due == calendar.workingDay(10, after: try #require(Day(2027, 3, 1))))
      }
    }
  }
}
