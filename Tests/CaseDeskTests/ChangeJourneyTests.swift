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

/// Changes of what is registered, with the dates that the measure's own examples name.
@Suite struct `A change of what is registered` {
  private static func at(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

  /// A published catalogue with a change of 2026-09-18 on it, recorded that day.
  private func scene(_ office: Office) async throws -> (staff: Office.Staff, catalogue: Int64, change: Int64) {
    try await office.begin(at: Self.at("2026-09-18T09:00"))
    let staff = try await office.staff()
    let catalogue = try await office.open(.catalogue, Office.catalogueFields("企业登记", class: "conditional"), by: staff.editor).id
    try await office.act("submit", .catalogue, catalogue, by: staff.editor)
    try await office.act("approve", .catalogue, catalogue, by: staff.bureau)
    let change = try await office.open(.change, #"{"changedOn":"2026-09-18","what":"新增字段"}"#, parent: catalogue, by: staff.editor).id
    try await office.act("record", .change, change, by: staff.editor)
    return (staff, catalogue, change)
  }

  private func revise(_ office: Office, _ scene: (staff: Office.Staff, catalogue: Int64, change: Int64)) async throws -> Int64 {
    let fields = Office.catalogueFields("企业登记", class: "conditional").dropLast() + #","changes":[\#(scene.change)],"note":"新增字段"}"#
    let revision = try await office.open(.revision, String(fields), parent: scene.catalogue, by: scene.staff.editor).id
    try await office.act("submit", .revision, revision, by: scene.staff.editor)
    return revision
  }

  private func clock(_ office: Office, _ scene: (staff: Office.Staff, catalogue: Int64, change: Int64)) async throws -> ClockRow {
    try #require(try await office.page(.change, scene.change, for: scene.staff.editor).clocks.last)
  }

  @Test(.clause("EX-6b")) func `EX-6b of 2026-09-18 is due on 2026-10-09 and late from 00:00 of the next day`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      #expect(try await clock(office, scene).dueDay.text == "2026-10-09")
      try await office.setClock(Self.at("2026-10-09T23:59"))
      let before = try await office.cases.supervise(after: 0, limit: 10).lines
      #expect(before.map(\.isLate) == [false])
      try await office.setClock(Self.at("2026-10-10T00:00"))
      let after = try await office.cases.supervise(after: 0, limit: 10).lines
      #expect(after.map(\.isLate) == [true] && after.map(\.daysLate) == [1])
    }
  }

  @Test(.clause("EX-6b")) func `EX-6b a returned revision shifts the due date by the days it lay with the bureau, a recalled one does not`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await office.setClock(Self.at("2026-10-08T10:00"))
      let revision = try await revise(office, scene)
      #expect(try await office.state(.change, scene.change, for: scene.staff.editor) == "updated")
      let met = try await clock(office, scene)
      #expect(met.outcome == "met" && met.daysLate == nil)
      try await office.setClock(Self.at("2026-10-13T10:00"))
      try await office.act("return", .revision, revision, #"{"reason":"数据项缺少说明"}"#, by: scene.staff.bureau)
      let shifted = try await clock(office, scene)
      #expect(shifted.dueDay.text == "2026-10-14" && shifted.endedAt == nil)
      #expect(try await office.state(.change, scene.change, for: scene.staff.editor) == "updating")
      try await office.act("submit", .revision, revision, by: scene.staff.editor)
      try await office.setClock(Self.at("2026-10-16T10:00"))
      try await office.act("recall", .revision, revision, by: scene.staff.editor)
      #expect(try await clock(office, scene).dueDay.text == "2026-10-14")
      try await office.act("submit", .revision, revision, by: scene.staff.editor)
      // Met two working days after 2026-10-14: on a Friday.
      #expect(try await clock(office, scene).daysLate == 2)
      try await office.act("approve", .revision, revision, by: scene.staff.bureau)
      #expect(try await office.state(.revision, revision, for: scene.staff.editor) == "in-force")
      #expect(try await office.count("select max(version)::bigint from catalogue_version") == 2)
    }
  }

  @Test(.clause("EX-6c")) func `EX-6c extended on 2026-09-28 is due on 2026-10-22 in total, once`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await office.setClock(Self.at("2026-09-28T10:00"))
      try await office.act("ask-extension", .change, scene.change, #"{"reason":"系统改造尚未完成"}"#, by: scene.staff.editor)
      try await office.act("agree", .change, scene.change, by: scene.staff.bureau)
      let longer = try await clock(office, scene)
      #expect(longer.dueDay.text == "2026-10-22" && longer.length == 20 && longer.source.contains("EX-6c"))
      let again = try await office.codes("ask-extension", .change, scene.change, #"{"reason":"仍未完成"}"#, by: scene.staff.editor)
      #expect(again == ["E25"])
    }
  }

  @Test(.clause("EX-6c")) func `EX-6c an undecided request keeps the lapse silent; refused, it counts from day 10`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await office.setClock(Self.at("2026-10-09T18:00"))
      try await office.act("ask-extension", .change, scene.change, #"{"reason":"系统改造尚未完成"}"#, by: scene.staff.editor)
      try await office.setClock(Self.at("2026-10-12T10:00"))
      let asked = try await office.cases.supervise(after: 0, limit: 10).lines
      #expect(asked.map(\.isLate) == [false])
      // The update is made while the request lies there; then it is refused.
      _ = try await revise(office, scene)
      try await office.act("refuse", .change, scene.change, #"{"reason":"理由不充分,无特殊情况"}"#, by: scene.staff.bureau)
      let ended = try await clock(office, scene)
      #expect(ended.outcome == "met" && ended.daysLate == 2)
    }
  }

  @Test(.clause("EX-6c")) func `EX-6c agreed after the update it was in time`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await office.act("ask-extension", .change, scene.change, #"{"reason":"系统改造尚未完成"}"#, by: scene.staff.editor)
      try await office.setClock(Self.at("2026-10-12T10:00"))
      _ = try await revise(office, scene)
      #expect(try await clock(office, scene).daysLate == 2)
      try await office.act("agree", .change, scene.change, by: scene.staff.bureau)
      let ended = try await clock(office, scene)
      #expect(ended.dueDay.text == "2026-10-22" && ended.daysLate == nil && ended.outcome == "met")
    }
  }

  @Test func `ends with its catalogue, and a holiday notice counts it anew with its shift`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let days: [(Day, WorkCalendar.Kind)] = [(try #require(Day("2026-09-24")), .holiday)]
      _ = try await office.records.perform(.account(scene.staff.bureau.id)) { work in
        try await ClockKeeper().load(year: 2026, notice: "更正", days: days, in: work)
      }
      // The corrected notice knows one holiday only: ten working days from Friday 09-18, without Thursday 09-24, end on 10-05.
      #expect(try await clock(office, scene).dueDay.text == "2026-10-05")
      try await office.lay("withdrawal-basis", .catalogue, scene.catalogue, by: scene.staff.editor)
      try await office.act("apply-withdraw", .catalogue, scene.catalogue, #"{"basis":"机构改革方案"}"#, by: scene.staff.editor)
      try await office.act("approve-withdraw", .catalogue, scene.catalogue, by: scene.staff.bureau)
      #expect(try await office.state(.change, scene.change, for: scene.staff.editor) == "ended")
      #expect(try await clock(office, scene).outcome == "dropped")
    }
  }

  @Test(.clause("EX-6b")) func `EX-6b of a resource it is met by the update that names it`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let today = Day(of: try await office.now()).text
      let change = try await office.open(.change, #"{"changedOn":"\#(today)","what":"换表"}"#, parent: resource, by: staff.bureau).id
      try await office.act("record", .change, change, by: staff.bureau)
      try await office.act("update", .resource, resource, #"{"fields":{"table":"t2"},"changes":[\#(change)]}"#, by: staff.editor)
      #expect(try await office.state(.change, change, for: staff.editor) == "updated")
      #expect(try await office.count("select count(*) from resource where detail ->> 'table' = 't2'") == 1)
      #expect(try await office.page(.resource, resource, for: staff.editor).row.fields["table"] == "t2")
    }
  }
}
