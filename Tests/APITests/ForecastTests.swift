import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `What becomes due` {
  private struct Counts {
    let late: Int, due: [String: Int], statutory: [String: Int]
    init(_ body: JSON) {
      let days = body["days"]?.array ?? []
      late = body["late"]?.int ?? -1
      due = Dictionary(uniqueKeysWithValues: days.map { ($0["day"]?.string ?? "", $0["due"]?.int ?? -1) })
      statutory = Dictionary(uniqueKeysWithValues: days.map { ($0["day"]?.string ?? "", $0["statutory"]?.int ?? -1) })
    }
  }

  private static func at(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

  @Test(.clause("EX-4b")) func `is counted by day, and every number opens a list of that length`() async throws {
    try await Door.with { door in
      let office = door.office
      try await office.begin(at: Self.at("2026-11-23T10:00"))
      let staff = try await office.staff()
      let token = try await office.accounts.login("bureau", Office.password).token
      let resource = try await office.resource(staff)
      // Two applications of the same day, one a week later, and a catalogue's review, which only reminds.
      for system in ["甲", "乙"] { _ = try await office.application(resource, system: system, staff) }
      try await office.setClock(Self.at("2026-11-30T10:00"))
      _ = try await office.application(resource, system: "丙", staff)
      let draft = try await office.open(.catalogue, Office.catalogueFields("新目录", class: "conditional"), by: staff.editor).id
      try await office.act("submit", .catalogue, draft, by: staff.editor)
      func forecast() async throws -> Counts { Counts(try await door.call("GET", "/api/v1/clocks/forecast", token: token).body) }
      func lines(_ query: String) async throws -> Int { try await door.call("GET", "/api/v1/clocks/open?\(query)", token: token).body["clocks"]?.array?.count ?? -1 }
      let first = try await forecast()
      #expect(first.due.count == 10 && first.late == 0)
      #expect(first.due["2026-12-07"] == 2 && first.statutory["2026-12-07"] == 2)
      #expect(first.due["2026-12-03"] == 1 && first.statutory["2026-12-03"] == 0)
      #expect(first.due["2026-12-05"] == nil, "a Saturday without anything due does not stand there")
      for (day, count) in first.due { #expect(try await lines("due=\(day)&limit=100") == count, "\(day)") }
      try await office.setClock(Self.at("2026-12-08T10:00"))
      let second = try await forecast()
      #expect(second.late == 2, "the review's target is over, but a number of ours makes nothing late")
      #expect(try await lines("late=1") == 2)
      #expect(try await door.call("GET", "/api/v1/clocks/open?due=x", token: token).status == 422)
    }
  }

  @Test func `is told before a number of ours is set`() async throws {
    try await Door.with { door in
      let office = door.office
      try await office.begin(at: Self.at("2026-11-23T10:00"))
      let staff = try await office.staff()
      let token = try await office.accounts.login("bureau", Office.password).token
      let draft = try await office.open(.catalogue, Office.catalogueFields("新目录", class: "conditional"), by: staff.editor).id
      try await office.act("submit", .catalogue, draft, by: staff.editor)
      func effect(_ name: String, _ query: String) async throws -> Door.Reply { try await door.call("GET", "/api/v1/settings/\(name)/effect?\(query)", token: token) }
      let found = try await effect("exchange.catalogue-review", "value=5&from=2026-11-28")
      #expect(found.body["effect"]?.strings == ["自2026-11-28起,由3 个工作日改为5 个工作日。", "2026-11-30开始计时的,到期日由2026-12-03变为2026-12-07。", "正在计时的1件按原来的期限办,不受影响。"])
      #expect(try await effect("exchange.catalogue-review", "value=99&from=2026-11-28").status == 422)
      #expect(try await effect("exchange.catalogue-review", "value=5&from=2026-11-22").status == 422)
      #expect(try await effect("exchange.nothing", "value=5&from=2026-11-28").status == 404)
      #expect(try await effect("exchange.expiry-reminders", "value=90,30&from=2026-11-28").body["effect"]?.strings?.first?.contains("90、30 天") == true)
      #expect(try await office.count("select count(*) from setting") == 0)
    }
  }
}
