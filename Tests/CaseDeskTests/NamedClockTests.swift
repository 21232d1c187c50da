import Accounts
import Evidence
import JSONText
import Measures
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import CaseDesk

/// A clock that ends when a notice says so (NET NK3, NK4).
@Suite struct `Clocks that an act names` {
  private static func at(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

  private struct Scene: Sendable { let officer: Person, second: Person, unit: Person, problem: Int64 }

  private func scene(_ office: Office) async throws -> Scene {
    try await office.begin(at: Self.at("2026-11-23T10:00"))
    let officer = try await office.hire("safety.one", "data-bureau", ["bureau.network-safety"]).person
    let second = try await office.hire("safety.two", "data-bureau", ["bureau.network-safety"]).person
    let unit = try await office.hire("unit.admin", "petition", ["unit.network"]).person
    let problem = try await office.open(.problem, #"{"unit":"petition","description":"弱口令","severity":"serious"}"#, by: officer).id
    return Scene(officer: officer, second: second, unit: unit, problem: problem)
  }

  @Test(.clause("NET-20a")) func `NET-20a run until the day or the hour of the notice, whatever the calendar says`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await office.act("notify", .problem, scene.problem, #"{"due":"2026-11-28"}"#, by: scene.officer)
      let clock = try #require(try await office.page(.problem, scene.problem, for: scene.unit).clocks.first)
      let (day, hour) = (try #require(Day("2026-11-28")), try Self.at("2026-11-30T18:00"))
      #expect(clock.code == "NK3" && clock.dueDay == day && clock.dueAt == day.next.start && clock.holderDepartment == "petition")
      // A Saturday that becomes a day off moves it no further.
      _ = try await office.records.perform(.system("test")) { try await ClockKeeper().load(year: 2026, notice: "通知", days: [(day, .holiday)], in: $0) }
      #expect(try await office.page(.problem, scene.problem, for: scene.unit).clocks.first?.dueDay == day)
      try await office.act("extend", .problem, scene.problem, #"{"due":"2026-11-30T18:00:00+08:00","reason":"设备未到"}"#, by: scene.officer)
      let longer = try #require(try await office.page(.problem, scene.problem, for: scene.unit).clocks.first)
      #expect(longer.dueAt == hour && longer.dueDay == Day(of: hour) && longer.startedAt == clock.startedAt)
      // The one that sees it in the supervision list sees it late from that hour on.
      try await office.setClock(hour)
      let lines = try await office.cases.supervise(after: 0, limit: 10).lines
      #expect(lines.first { $0.clock.caseID == scene.problem }?.isLate == true)
    }
  }

  @Test(.clause("NET-20b")) func `NET-20b let nobody be cut off before they are over, and then by two persons`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await office.act("notify", .problem, scene.problem, #"{"due":"2026-11-24T18:00:00+08:00"}"#, by: scene.officer)
      #expect(try await office.codes("determine", .problem, scene.problem, #"{"facts":"未答复"}"#, by: scene.officer) == ["N37"])
      try await office.setClock(Self.at("2026-11-24T18:00"))
      try await office.act("determine", .problem, scene.problem, #"{"facts":"未答复"}"#, by: scene.officer)
      try await office.lay("order", "通知书.pdf", PaperSamples.pdf(), in: scene.problem, of: .problem, by: scene.officer)
      let order = #"{"due":"2026-12-01"}"#
      #expect(try await office.codes("cut", .problem, scene.problem, order, by: scene.officer) == ["N39"])
      #expect(try await office.page(.problem, scene.problem, for: scene.officer).barred["cut"]?.code == "N39")
      try await office.act("cut", .problem, scene.problem, order, by: scene.second)
      let clocks = try await office.page(.problem, scene.problem, for: scene.unit).clocks
      #expect(clocks.map(\.code) == ["NK3", "NK4"] && clocks[1].dueDay == Day("2026-12-01"))
      #expect(try await office.codes("accept", .problem, scene.problem, by: scene.unit) == ["N01"])
    }
  }
}
