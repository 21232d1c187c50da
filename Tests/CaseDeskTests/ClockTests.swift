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

@Suite struct `Running clocks` {
  private func told(_ office: Office, _ department: String, _ kind: String) async throws -> [String] {
    try await office.records.notices(department, after: 0, limit: 1000).filter { $0.kind == kind }.map(\.text)
  }

  @Test(.clause("EX-4b")) func `K8 remind their holder when the last day begins and when it is over, each once`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      let clock = try #require(try await office.page(.application, application, for: staff.applicant).clocks.first)
      try await office.cases.remind()
      #expect(try await told(office, "market", "clock.last-day").isEmpty)
      try await office.setClock(clock.dueDay.start)
      for _ in 0..<3 { try await office.cases.remind() }
      #expect(try await told(office, "market", "clock.last-day").count == 1)
      #expect(try await told(office, "market", "clock.lapsed").isEmpty)
      try await office.setClock(clock.dueAt)
      for _ in 0..<3 { try await office.cases.remind() }
      #expect(try await told(office, "market", "clock.last-day").count == 1)
      #expect(try await told(office, "market", "clock.lapsed").count == 1)
      #expect(try await told(office, "statistics", "clock.lapsed").isEmpty)
    }
  }

  @Test func `K8 remind also of what passed while nothing ran, from two machines at once`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff, class: "unconditional"), staff)
      let clock = try #require(try await office.page(.application, application, for: staff.applicant).clocks.first)
      try await office.setClock(clock.dueAt.adding(seconds: 864_000))
      async let one: Void = office.cases.remind()
      async let other: Void = office.cases.remind()
      _ = try await (one, other)
      #expect(try await told(office, "data-bureau", "clock.last-day").count == 1)
      let lapsed = try await told(office, "data-bureau", "clock.lapsed")
      #expect(lapsed.count == 1 && lapsed[0].contains("超期"))
    }
  }

  @Test func `K8 are silent once they have ended`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      let clock = try #require(try await office.page(.application, application, for: staff.applicant).clocks.first)
      try await office.act("withdraw", .application, application, by: staff.applicant)
      try await office.setClock(clock.dueAt)
      try await office.cases.remind()
      #expect(try await told(office, "market", "clock.lapsed").isEmpty)
    }
  }

  @Test func `K5 moved by a notice tell their holder and remind anew`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      try await office.setClock(try #require(Instant("2027-03-01T09:00:00+08:00")))
      let application = try await office.application(resource, staff)
      try await office.setClock(try #require(Instant("2027-03-15T00:00:00+08:00")))
      try await office.cases.remind()
      let day = try #require(Day(2027, 3, 10))
      let moved = try await office.records.perform(.system("test")) { work in
        try await ClockKeeper().load(year: 2027, notice: "国办通知", days: [(day, .holiday)], in: work)
      }
      #expect(moved == 1)
      #expect(try await told(office, "market", "clock").first?.contains("2027-03-16") == true)
      try await office.cases.remind()
      #expect(try await told(office, "market", "clock.last-day").count == 1)
      try await office.setClock(try #require(Instant("2027-03-16T00:00:00+08:00")))
      try await office.cases.remind()
      #expect(try await told(office, "market", "clock.last-day").count == 2)
      #expect(try await office.page(.application, application, for: staff.applicant).clocks.first?.dueDay == Day(2027, 3, 16))
    }
  }

  @Test(.clause("EX-4b")) func `EX-4b stand in the bureau's list by due date, with the overrun ones marked`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let open = try await office.resource(staff, code: "open-data", class: "unconditional")
      let slow = try await office.application(resource, staff)
      let quick = try await office.application(open, staff)
      let list = try await office.cases.supervise(after: 0, limit: 10)
      #expect(list.lines.map(\.clock.caseID) == [quick, slow])
      #expect(list.lines.map(\.daysLeft) == [3, 10])
      #expect(list.lines.allSatisfy { !$0.isLate })
      #expect(try await office.cases.supervise(after: list.lines[0].clock.id, limit: 10).lines.map(\.clock.caseID) == [slow])
      try await office.setClock(list.lines[0].clock.dueAt)
      #expect(try await office.cases.supervise(after: 0, limit: 10).lines.map(\.isLate) == [true, false])
    }
  }

  @Test(.clause("EX-5.3b")) func `EX-5.3b are beside the refusals that speak of paper`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      let words = #"{"ground":"untrue","reason":"纸质档案尚未数字化,缺少所申请的数据项","basis":"第五条"}"#
      try await office.act("reject", .application, application, words, by: staff.providerReviewer)
      let list = try await office.cases.supervise(after: 0, limit: 10)
      #expect(list.lines.isEmpty && list.paper.map(\.caseID) == [application])
    }
  }

  @Test(.clause("EX-4b")) func `EX-4b are urged by the bureau alone, and not when done`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      let id = try #require(try await office.page(.application, application, for: staff.applicant).clocks.first).id
      let urge: @Sendable (Person, String) async throws -> [String] = { person, text in
        try await Office.codes {
          _ = try await office.records.perform(.account(person.id)) { work in try await office.cases.urge(id, text, by: person, in: work) }
        }
      }
      #expect(try await urge(staff.providerReviewer, "请办理") == ["E02"])
      #expect(try await urge(staff.bureau, " ") == ["E59"])
      #expect(try await urge(staff.bureau, "请尽快办理") == [])
      #expect(try await told(office, "market", "urge").count == 1)
      #expect(try await office.cases.supervise(after: 0, limit: 10).lines.first?.clock.urged == 1)
      try await office.act("approve", .application, application, by: staff.providerReviewer)
      #expect(try await urge(staff.bureau, "请尽快办理") == ["E03"])
      #expect(try await office.records.auditLines(after: 0, limit: 1000).map(\.action).contains("clock.urge"))
    }
  }
}

@Suite(.clause("EX-11.2b")) struct `EX-11.2b terms that run out` {
  @Test func `are announced 60, 30 and 7 days before, each once`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), months: 3, staff)
      let short = try await office.grant(office.resource(staff, code: "short-one"), months: 1, staff)
      let end = try await office.registry.grant(grant, for: staff.receiver).expiresAt
      func told(_ id: Int64) async throws -> Int {
        for _ in 0..<2 { try await office.registry.keepTime() }
        return try await office.records.notices("statistics", after: 0, limit: 1000).count { $0.kind == "expiry" && $0.caseID == id }
      }
      #expect(try await told(grant) == 0)
      // A month's term has no 60 days before its end, and its 30 days may lie before its beginning.
      #expect(try await told(short) <= 1)
      try await office.setClock(end.adding(seconds: -60 * 86_400 - 1))
      #expect(try await told(grant) == 0)
      for (days, count) in [(60, 1), (30, 2), (7, 3), (1, 3)] {
        try await office.setClock(end.adding(seconds: Int64(-days * 86_400)))
        #expect(try await told(grant) == count)
      }
    }
  }

  @Test func `are announced once by the nearest reminder after a time in which nothing ran`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), months: 12, staff)
      let end = try await office.registry.grant(grant, for: staff.receiver).expiresAt
      try await office.setClock(end.adding(seconds: -20 * 86_400))
      try await office.registry.keepTime()
      try await office.registry.keepTime()
      #expect(try await office.records.notices("statistics", after: 0, limit: 1000).count { $0.kind == "expiry" } == 1)
    }
  }
}
