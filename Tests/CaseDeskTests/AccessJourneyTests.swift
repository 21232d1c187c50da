import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

/// From an application to an access, a cut, a restoration and the end (NET-12, NET-13, NET-20).
@Suite struct `A unit of the extranet` {
  private struct Scene: Sendable { let reviewer: Person, other: Person, safety: Person, second: Person, unit: Person }
  private static let fields = #"{"kind":"new","basis":"三定方案","category":"1","way":"光纤","range":"全局域网","place":"市民中心","plane":"both","bandwidth":100}"#

  private func scene(_ office: Office) async throws -> Scene {
    try await office.begin(at: try #require(Instant("2026-11-23T10:00:00+08:00")))
    let scene = Scene(
      reviewer: try await office.hire("net.one", "data-bureau", ["bureau.network"]).person, other: try await office.hire("net.two", "data-bureau", ["bureau.network"]).person,
      safety: try await office.hire("net.three", "data-bureau", ["bureau.network-safety"]).person,
      second: try await office.hire("net.four", "data-bureau", ["bureau.network-safety"]).person, unit: try await office.hire("net.unit", "petition", ["unit.network"]).person)
    try await add(office, .unit, #"{"date":"2026-11-20","unit":"petition","category":"1","kind":"department","budget":true}"#, by: scene.reviewer)
    return scene
  }
  private func add(_ office: Office, _ ledger: Ledger, _ entry: String, by person: Person) async throws {
    let fields = try JSON.parse(entry).object ?? JSONObject()
    _ = try await office.records.perform(.account(person.id)) { work in try await LedgerDesk(office.records).add(fields, to: ledger, by: person, in: work) }
  }
  private func lay(_ office: Office, _ paper: String, _ id: Int64, _ procedure: Procedure, by person: Person) async throws {
    try await office.lay(paper, "文件.pdf", PaperSamples.pdf(), in: id, of: procedure, by: person)
  }

  /// An access that went its whole way; its number.
  private func opened(_ office: Office, _ scene: Scene) async throws -> Int64 {
    try await add(office, .profile, #"{"date":"2026-11-20","administrator":"王一","officer":"李二","phone":"0937-1"}"#, by: scene.unit)
    let id = try await office.open(.accessApplication, Self.fields, by: scene.unit).id
    func act(_ step: String, _ input: String = "{}", by person: Person) async throws { try await office.act(step, .accessApplication, id, input, by: person) }
    try await act("submit", by: scene.unit)
    try await act("approve", #"{"legality":"pass","reasonableness":"pass"}"#, by: scene.reviewer)
    try await lay(office, "scheme", id, .accessApplication, by: scene.unit)
    try await act("submit-scheme", #"{"security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none"}"#, by: scene.unit)
    try await act("confirm", by: scene.unit)
    try await act("confirm", by: scene.reviewer)
    try await act("start", #"{"ready":true}"#, by: scene.reviewer)
    try await act("finish", by: scene.unit)
    try await lay(office, "test", id, .accessApplication, by: scene.unit)
    try await act("pass", #"{"items":"连通","result":"正常"}"#, by: scene.unit)
    return Int64(try await office.count("select id from case_file where procedure = 'extranet.access' and parent = \(id)"))
  }

  @Test(.clause("NET-12.5")) func `NET-12.5 is connected when its test is told, with what it applied for`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let draft = try await office.open(.accessApplication, Self.fields, by: scene.unit).id
      #expect(try await office.codes("submit", .accessApplication, draft, by: scene.unit) == ["N10"], "nobody is named yet")
      let access = try await opened(office, scene)
      let page = try await office.page(.access, access, for: scene.unit)
      #expect(page.row.state == "open" && page.row.department == "petition" && page.row.fields["place"]?.string == "市民中心" && page.row.fields["bandwidth"]?.int == 100)
    }
  }

  @Test(.clause("NET-20b")) func `NET-20b is cut off with its access, and restored when it has mended what was wrong`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let access = try await opened(office, scene)
      let problem = try await office.open(.problem, #"{"unit":"petition","description":"弱口令","severity":"serious","access":\#(access)}"#, by: scene.safety).id
      func state() async throws -> String { try await office.page(.access, access, for: scene.unit).row.state }
      func act(_ step: String, _ input: String = "{}", by person: Person) async throws { try await office.act(step, .problem, problem, input, by: person) }
      try await act("notify", #"{"due":"2026-11-24"}"#, by: scene.safety)
      try await office.setClock(try #require(Instant("2026-11-25T00:00:00+08:00")))
      try await act("determine", #"{"facts":"未答复"}"#, by: scene.safety)
      try await lay(office, "order", problem, .problem, by: scene.safety)
      try await act("cut", #"{"due":"2026-12-01"}"#, by: scene.second)
      #expect(try await state() == "cut")
      try await lay(office, "proof", problem, .problem, by: scene.unit)
      try await act("report", #"{"result":"已更换口令"}"#, by: scene.unit)
      try await act("refuse", #"{"reason":"仍有两台","due":"2026-12-03"}"#, by: scene.safety)
      #expect(try await state() == "cut")
      try await act("report", #"{"result":"全部更换"}"#, by: scene.unit)
      try await act("accept", by: scene.safety)
      #expect(try await state() == "open")
    }
  }

  @Test(.clause("NET-13a", "NET-13b")) func `NET-13 is closed in writing, for good`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let access = try await opened(office, scene)
      let closing = try await office.open(.closing, #"{"reason":"迁址"}"#, parent: access, by: scene.unit).id
      func act(_ step: String, _ input: String = "{}", by person: Person) async throws { try await office.act(step, .closing, closing, input, by: person) }
      try await act("submit", by: scene.unit)
      try await act("approve", by: scene.reviewer)
      try await act("close-link", #"{"on":"2026-11-24"}"#, by: scene.reviewer)
      #expect(try await office.page(.access, access, for: scene.unit).row.state == "open", "not before the unit has it in writing")
      try await act("notice", #"{"number":"嘉数网〔2026〕3号"}"#, by: scene.reviewer)
      #expect(try await office.page(.access, access, for: scene.unit).row.state == "closed")
      let again = try await office.open(.closing, #"{"reason":"再关一次"}"#, parent: access, by: scene.unit).id
      #expect(try await office.codes("submit", .closing, again, by: scene.unit) == ["N24"])
    }
  }
}
