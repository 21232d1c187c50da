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

  @Test(.clause("NET-2", "NET-14", "NET-12.5")) func `NET-12.5 is connected when its test is told, with what it applied for`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let nobody = try await office.hire("net.nobody", "petition", ["user.apply"]).person
      #expect(try await office.codes(opening: .accessApplication, Self.fields, by: nobody) == ["N01"], "NET-2: an account without a part in it")
      let draft = try await office.open(.accessApplication, Self.fields, by: scene.unit).id
      #expect(try await office.codes("submit", .accessApplication, draft, by: scene.unit) == ["N10"], "nobody is named yet")
      let access = try await opened(office, scene)
      let page = try await office.page(.access, access, for: scene.unit)
      #expect(page.row.state == "open" && page.row.department == "petition" && page.row.fields["place"]?.string == "市民中心" && page.row.fields["bandwidth"]?.int == 100)
      #expect(page.row.fields["responsible"]?.string == "市信访局" && page.row.fields["supervisor"]?.string == "市数据局", "NET-14")
    }
  }

  @Test(.clause("NET-6.2", "NET-20b")) func `NET-20b is cut off with its access, and restored when it has mended what was wrong`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let access = try await opened(office, scene)
      let problem = try await office.open(.problem, #"{"unit":"petition","description":"弱口令","severity":"serious","access":\#(access)}"#, by: scene.safety).id
      func state() async throws -> String { try await office.page(.access, access, for: scene.unit).row.state }
      func act(_ step: String, _ input: String = "{}", by person: Person) async throws { try await office.act(step, .problem, problem, input, by: person) }
      try await act("notify", #"{"due":"2026-11-24"}"#, by: scene.safety)
      let waits = try await office.cases.list(.problem, CaseFilter(box: .todo), for: scene.unit, after: 0, limit: 10)
      #expect(waits.map(\.id) == [problem], "NET-6.2: in the unit's to-do")
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

  @Test(.clause("NET-6.1", "NET-6.3")) func `NET-6.1 has its own network's sheet with the scheme, and names its officer`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let ledgers = LedgerDesk(office.records)
      let profile = try JSON.parse(#"{"date":"2026-11-20","administrator":"王一","officer":"李二","phone":"0937-1","terminals":42}"#).object ?? JSONObject()
      let entry = try await office.records.perform(.account(scene.unit.id)) { work in try await ledgers.add(profile, to: .profile, by: scene.unit, in: work) }
      let sheet = NewPaper(name: "topology", file: "拓扑图.pdf", body: PaperSamples.pdf())
      _ = try await office.records.perform(.account(scene.unit.id)) { work in try await ledgers.lay(sheet, in: entry.id, of: .profile, by: scene.unit, work: work) }
      let id = try await office.open(.accessApplication, Self.fields, by: scene.unit).id
      try await office.act("submit", .accessApplication, id, by: scene.unit)
      try await office.act("approve", .accessApplication, id, #"{"legality":"pass","reasonableness":"pass"}"#, by: scene.reviewer)
      try await lay(office, "scheme", id, .accessApplication, by: scene.unit)
      let checklist = #"{"security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none"}"#
      for _ in 0..<2 {
        try await office.act("submit-scheme", .accessApplication, id, checklist, by: scene.unit)
        try await office.act("object", .accessApplication, id, #"{"reason":"再议"}"#, by: scene.reviewer)
      }
      let page = try await office.page(.accessApplication, id, for: scene.reviewer)
      #expect(page.papers.first { $0.name == "network" }?.version == 1, "attached once, whatever is sent again")
      #expect(page.row.fields["network"]?.array?.contains { $0["item"] == "安全责任人" && $0["value"] == "李二" } == true)
    }
  }

  private func pool(_ office: Office, _ scene: Scene) async throws {
    let (desk, range, day) = (AddressDesk(office.records), try #require(AddressRange("10.1.0.0/16")), try #require(Day("2026-01-05")))
    _ = try await office.records.perform(.account(scene.reviewer.id)) { work in
      try await desk.addPool(range, source: "省大数据中心", document: "1号", on: day, by: scene.reviewer, in: work)
    }
  }

  /// A line of plane one to the unit's access, in service; its operator.
  private func line(_ office: Office, _ scene: Scene, to access: Int64) async throws -> (id: Int64, one: Person) {
    let one = try await office.hire("line.one", "emergency", ["operator.network"]).person
    try await add(office, .plane, #"{"date":"2026-11-20","plane":"one","operator":"emergency"}"#, by: scene.reviewer)
    let form = #"{"plane":"one","number":"JYG-1","unit":"petition","access":\#(access),"bandwidth":100,"from":"市民中心","to":"枢纽"}"#
    let id = try await office.open(.line, form, by: one).id
    try await office.act("create", .line, id, by: one)
    try await office.act("open", .line, id, #"{"on":"2026-11-23"}"#, by: one)
    return (id, one)
  }

  @Test(.clause("NET-12.1", "NET-12.3", "NET-12.5")) func `NET-12 is changed by all five steps, with its new values and addresses in force at the end`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await pool(office, scene)
      let access = try await opened(office, scene)
      let other = try await office.hire("net.market", "market", ["unit.network"]).person
      let form = #"{"kind":"change","access":\#(access),"basis":"业务增长","category":"1","way":"光纤","range":"全局域网","place":"市民中心","plane":"both","bandwidth":300,"departments":["market"]}"#
      let id = try await office.open(.accessApplication, form, by: scene.unit).id
      func act(_ step: String, _ input: String = "{}", by person: Person) async throws { try await office.act(step, .accessApplication, id, input, by: person) }
      func addresses(_ state: String) async throws -> Int { try await office.count("select count(*) from address_allotment where state = '\(state)'") }
      try await act("submit", by: scene.unit)
      try await act("approve", #"{"legality":"pass","reasonableness":"pass"}"#, by: scene.reviewer)
      try await lay(office, "scheme", id, .accessApplication, by: scene.unit)
      try await act(
        "submit-scheme", #"{"security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none","ranges":["10.1.8.0/24"]}"#,
        by: scene.unit)
      try await act("confirm", by: scene.unit)
      #expect(try await addresses("reserved") == 0)
      try await act("confirm", by: scene.reviewer)
      #expect(try await addresses("reserved") == 1, "kept when both have confirmed")
      #expect(try await office.codes("join", .accessApplication, id, by: other) == ["N01"], "not before it is built")
      try await act("start", #"{"ready":true}"#, by: scene.reviewer)
      #expect(try await office.count("select count(*) from notice where department = 'market' and case_id = \(id)") == 1)
      #expect(try await office.codes("finish", .accessApplication, id, by: scene.unit) == ["N29"])
      try await act("join", by: other)
      #expect(try await office.codes("join", .accessApplication, id, by: other) == ["N43"])
      try await act("finish", by: scene.unit)
      try await lay(office, "test", id, .accessApplication, by: scene.unit)
      try await act("pass", #"{"items":"连通","result":"正常"}"#, by: scene.unit)
      let page = try await office.page(.access, access, for: scene.unit)
      #expect(page.row.state == "open" && page.row.fields["bandwidth"]?.int == 300)
      #expect(try await office.count("select count(*) from case_file where procedure = 'extranet.access'") == 1, "no second access")
      #expect(try await office.count("select count(*) from address_allotment where state = 'allotted' and access = \(access)") == 1)
    }
  }

  @Test(.clause("NET-12.4b")) func `NET-12.4b is finished when the bureau excuses who does not answer, and gives back what was kept when it is withdrawn`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      try await pool(office, scene)
      try await add(office, .profile, #"{"date":"2026-11-20","administrator":"王一","officer":"李二","phone":"0937-1"}"#, by: scene.unit)
      let form = Self.fields.dropLast() + #","departments":["market","statistics"]}"#
      let id = try await office.open(.accessApplication, String(form), by: scene.unit).id
      func act(_ step: String, _ input: String = "{}", by person: Person) async throws { try await office.act(step, .accessApplication, id, input, by: person) }
      try await act("submit", by: scene.unit)
      try await act("approve", #"{"legality":"pass","reasonableness":"pass"}"#, by: scene.reviewer)
      try await lay(office, "scheme", id, .accessApplication, by: scene.unit)
      try await act(
        "submit-scheme", #"{"security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none","ranges":["10.1.8.0/24","10.9.0.0/24"]}"#,
        by: scene.unit)
      try await act("confirm", by: scene.unit)
      #expect(try await office.codes("confirm", .accessApplication, id, by: scene.reviewer) == ["N05"], "a plan outside the pools is not confirmed")
      #expect(try await office.count("select count(*) from address_allotment") == 0, "nor any part of it kept")
      try await act("object", #"{"reason":"地址不在池内"}"#, by: scene.reviewer)
      try await act(
        "submit-scheme", #"{"security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none","ranges":["10.1.8.0/24"]}"#,
        by: scene.unit)
      try await act("confirm", by: scene.unit)
      try await act("confirm", by: scene.reviewer)
      try await act("start", #"{"ready":true}"#, by: scene.reviewer)
      try await act("waive", #"{"addressee":"market","reason":"不涉及"}"#, by: scene.reviewer)
      do {
        try await act("finish", by: scene.unit)
        Issue.record("finished with a department that neither confirmed nor was excused")
      } catch let refused as Refused { #expect(refused.refusals.first?.message == "尚有部门未确认:市统计局") }
      try await act("waive", #"{"addressee":"statistics","reason":"不涉及"}"#, by: scene.reviewer)
      try await act("finish", by: scene.unit)
      try await act("withdraw", by: scene.unit)
      #expect(try await office.count("select count(*) from address_allotment where state = 'cancelled'") == 1)
      #expect(try await office.count("select count(*) from address_free") == 1, "the plan is whole again")
    }
  }

  @Test(.clause("NET-7a", "NET-7b", "NET-13a", "NET-20b")) func `NET-7 has lines that nobody of the other plane sees, cut with it, stopped with it, and its changes end with it`() async throws {
    try await Office.with { office in
      let scene = try await scene(office)
      let access = try await opened(office, scene)
      let (id, one) = try await line(office, scene, to: access)
      let two = try await office.hire("line.two", "statistics", ["operator.network"]).person
      try await add(office, .plane, #"{"date":"2026-11-20","plane":"two","operator":"statistics"}"#, by: scene.reviewer)
      func state() async throws -> String { try await office.page(.line, id, for: one).row.state }
      #expect(try await office.codes("stop", .line, id, by: two) == ["N12"])
      #expect(try await office.codes(opening: .line, #"{"plane":"one","number":"X"}"#, by: scene.unit) == ["N01"])
      let wrong = try await office.open(.line, #"{"plane":"one","number":"JYG-2","unit":"petition","bandwidth":100,"from":"甲","to":"乙"}"#, by: two).id
      #expect(try await office.codes("create", .line, wrong, by: two) == ["N12"])
      #expect(try await office.codes("change-payer", .line, id, #"{"payer":"unit","reason":"一"}"#, by: scene.unit) == ["N15"])
      #expect(try await office.page(.line, id, for: scene.unit).row.fields["payer"]?.string == "bureau", "the unit is of the city's budget")
      // Cut off and restored with the access.
      let problem = try await office.open(.problem, #"{"unit":"petition","description":"弱口令","severity":"serious","access":\#(access)}"#, by: scene.safety).id
      try await office.act("notify", .problem, problem, #"{"due":"2026-11-24"}"#, by: scene.safety)
      try await office.setClock(try #require(Instant("2026-11-25T00:00:00+08:00")))
      try await office.act("determine", .problem, problem, #"{"facts":"未答复"}"#, by: scene.safety)
      try await lay(office, "order", problem, .problem, by: scene.safety)
      try await office.act("cut", .problem, problem, #"{"due":"2026-12-01"}"#, by: scene.second)
      #expect(try await state() == "cut")
      #expect(try await office.codes("restore", .line, id, by: scene.reviewer) == ["N43"], "not by hand while the access is cut")
      try await lay(office, "proof", problem, .problem, by: scene.unit)
      try await office.act("report", .problem, problem, #"{"result":"已更换"}"#, by: scene.unit)
      try await office.act("accept", .problem, problem, by: scene.safety)
      #expect(try await state() == "running")
      // Isolated for an incident, which does not close before.
      let incident = try await office.open(.incident, #"{"title":"病毒","description":"扩散","level":"general","foundAt":"2026-11-24T09:00:00+08:00"}"#, by: one).id
      for (step, input) in [("report", "{}"), ("locate", #"{"place":"一"}"#), ("analyse", #"{"cause":"一"}"#), ("handle", #"{"measures":"一"}"#)] {
        try await office.act(step, .incident, incident, input, by: one)
      }
      try await office.act("isolate", .line, id, #"{"incident":\#(incident),"reason":"扩散"}"#, by: scene.reviewer)
      try await office.act("done", .incident, incident, #"{"result":"一"}"#, by: scene.safety)
      #expect(try await office.codes("close", .incident, incident, by: scene.safety) == ["N43"])
      try await office.act("restore", .line, id, by: scene.reviewer)
      try await office.act("close", .incident, incident, by: scene.safety)
      // The end of the access is the end of its lines and of changes that were still to be made.
      let change = try await office.open(
        .accessApplication,
        #"{"kind":"change","access":\#(access),"basis":"一","category":"1","way":"光纤","range":"一","place":"一","plane":"one","bandwidth":50}"#, by: scene.unit).id
      try await office.act("submit", .accessApplication, change, by: scene.unit)
      let closing = try await office.open(.closing, #"{"reason":"迁址"}"#, parent: access, by: scene.unit).id
      try await office.act("submit", .closing, closing, by: scene.unit)
      try await office.act("approve", .closing, closing, by: scene.reviewer)
      try await office.act("close-link", .closing, closing, #"{"on":"2026-11-24"}"#, by: scene.reviewer)
      try await office.act("notice", .closing, closing, #"{"number":"3号"}"#, by: scene.reviewer)
      #expect(try await state() == "stopped")
      #expect(try await office.page(.accessApplication, change, for: scene.unit).row.state == "withdrawn")
      try await office.act("receipt", .closing, closing, by: scene.unit)
    }
  }
}
