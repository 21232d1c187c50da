import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

/// What the calendar opens: the December reports (NET-22), and what is owed each year (NET-19).
@Suite struct `December` {
  private static let access = Statement<Int64, String, Int64, Timestamp, String>(
    "test.yearly-access",
    """
    insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at)
    values ('WJ-T-' || nextval('test_number'), 'extranet.access', 2, $4, $1, $2, $3, $3)
    returning id
    """)
  private static let closed = Statement<NoRow, Int64, Timestamp, Int64>(
    "test.yearly-close",
    """
    insert into case_act (case_id, seq, step, party, account, at, from_state, to_state)
    values ($1, 1, 'close', 'SYSTEM', $3, $2, 'open', 'closed')
    """)

  private struct Scene: Sendable { let unit: Person, bureau: Person }

  private func scene(_ office: Office, at time: String) async throws -> Scene {
    try await office.begin(at: try #require(Instant(time)))
    try await office.database.pool.with { try await $0.script("create sequence test_number") }
    return Scene(
      unit: try await office.hire("dec.unit", "petition", ["unit.network"]).person, bureau: try await office.hire("dec.bureau", "data-bureau", ["bureau.network", "bureau.network-bulletin"]).person)
  }

  /// An access since a day, closed on another.
  private func access(_ office: Office, _ scene: Scene, of unit: String, since day: String, closed: String? = nil) async throws {
    let (from, account) = (try #require(Instant("\(day)T09:00:00+08:00")), scene.unit.id)
    let until = try closed.map { try #require(Instant("\($0)T09:00:00+08:00")) }
    let state = closed == nil ? "open" : "closed"
    try await office.database.pool.with { connection in
      let id = try await connection.one(Self.access, unit, account, from.stamp, state)
      if let until { _ = try await connection.run(Self.closed, id, until.stamp, account) }
    }
  }
  private func reports(_ office: Office, _ which: String = "true") async throws -> Int {
    try await office.count("select count(*) from case_file where \(which) and procedure = 'extranet.yearly-report'")
  }

  @Test(.clause("NET-22")) func `NET-22 opens a report for every unit connected in December, once, with what is known of its year`() async throws {
    try await Office.with { office in
      let scene = try await scene(office, at: "2026-11-30T23:00:00+08:00")
      let desk = office.cases
      try await access(office, scene, of: "petition", since: "2026-03-01")
      try await access(office, scene, of: "market", since: "2026-03-01", closed: "2026-11-20")
      try await access(office, scene, of: "statistics", since: "2026-03-01", closed: "2026-12-01")
      let profile = try JSON.parse(#"{"date":"2026-11-20","administrator":"王一","officer":"李二","phone":"1","terminals":42}"#).object ?? JSONObject()
      _ = try await office.records.perform(.account(scene.unit.id)) { work in try await LedgerDesk(office.records).add(profile, to: .profile, by: scene.unit, in: work) }
      #expect(try await desk.openYearly() == 0, "not before the first of December")
      try await office.setClock(try #require(Instant("2026-12-01T00:00:00+08:00")))
      #expect(try await desk.openYearly() == 2, "who was closed before December owes nothing, who was closed in it does")
      #expect(try await desk.openYearly() == 0)
      #expect(try await reports(office, "department = 'petition' and fields ->> 'terminals' = '42' and fields ->> 'officer' = '李二' and fields ->> 'lines' = '0'") == 1)
      #expect(try await office.count("select count(*) from case_clock where code = 'NK1' and statutory and due_day = '2026-12-31' and holder_department = 'petition'") == 1)
      #expect(try await office.count("select count(*) from notice where department = 'petition' and role = 'unit.network'") == 1)
      // On the day on which an access opens in December.
      try await office.setClock(try #require(Instant("2026-12-15T10:00:00+08:00")))
      try await access(office, scene, of: "market", since: "2026-12-15")
      #expect(try await desk.openYearly() == 1)
      // Also after a time in which nothing ran; nobody is asked for a year in which he was not there.
      try await office.setClock(try #require(Instant("2027-01-10T10:00:00+08:00")))
      try await access(office, scene, of: "human-resources", since: "2026-12-30")
      try await access(office, scene, of: "emergency", since: "2027-01-05")
      #expect(try await desk.openYearly() == 1)
      #expect(try await reports(office, "fields ->> 'year' = '2026'") == 4)
    }
  }

  @Test(.clause("NET-22")) func `NET-22 is filled in and sent by the unit, late or not, and two servers open it once`() async throws {
    try await Office.with { office in
      let scene = try await scene(office, at: "2026-12-01T08:00:00+08:00")
      let desk = office.cases
      for unit in ["petition", "market", "statistics"] { try await access(office, scene, of: unit, since: "2026-03-01") }
      async let one = desk.openYearly()
      async let other = desk.openYearly()
      let opened = [try await one, try await other]
      #expect(opened.reduce(0, +) == 3)
      #expect(try await reports(office) == 3)
      let id = Int64(try await office.count("select id from case_file where procedure = 'extranet.yearly-report' and department = 'petition'"))
      let page = try await office.page(.yearlyReport, id, for: scene.unit)
      #expect(page.row.fields["year"]?.string == "2026" && page.clocks.map(\.code) == ["NK1"])
      #expect(try await desk.list(.yearlyReport, CaseFilter(box: .todo), for: scene.unit, after: 0, limit: 10).map(\.id) == [id], "in the unit's to-do")
      let words = try JSON.parse(#"{"work":"运行平稳","terminals":10,"officer":"李二"}"#).object ?? JSONObject()
      _ = try await office.records.perform(.account(scene.unit.id)) { work in try await desk.fill(id, of: .yearlyReport, words, by: scene.unit, in: work) }
      let year = try JSON.parse(#"{"year":"2027"}"#).object ?? JSONObject()
      #expect(
        try await Office.codes {
          _ = try await office.records.perform(.account(scene.unit.id)) { work in try await desk.fill(id, of: .yearlyReport, year, by: scene.unit, in: work) }
        } == ["form.fixed"])
      try await office.setClock(try #require(Instant("2027-01-01T00:00:00+08:00")))
      try await office.act("submit", .yearlyReport, id, by: scene.unit)
      #expect(try await reports(office, "state = 'reported' and fields ->> 'timely' = 'no'") == 1)
      #expect(try await office.count("select count(*) from case_clock where code = 'NK1' and case_id = \(id) and ended_at >= due_at") == 1)
      #expect(try await office.codes("submit", .yearlyReport, id, by: scene.unit) == ["N41"])
    }
  }

  @Test(.clause("NET-19")) func `NET-19 marks a year without a bulletin, and tells the bureau once`() async throws {
    try await Office.with { office in
      let scene = try await scene(office, at: "2026-12-31T23:00:00+08:00")
      let ledgers = LedgerDesk(office.records)
      try await access(office, scene, of: "petition", since: "2026-03-01")
      func years() async throws -> String {
        let (missed, running) = try await ledgers.years(of: .yearlyBulletin)
        return "\(missed) \(running)"
      }
      #expect(try await years() == "[] true")
      try await office.setClock(try #require(Instant("2027-01-01T00:00:00+08:00")))
      #expect(try await years() == "[2026] true")
      try await ledgers.remindDuties()
      try await ledgers.remindDuties()
      #expect(try await office.count("select count(*) from notice where department = 'data-bureau' and text like '%2026年度未通报%'") == 1)
      let form = #"{"kind":"yearly","title":"2026年度通报","year":"2026","text":"一","access":"一","security":"二","lines":"三","keyWork":"四","addressees":["petition"]}"#
      let id = try await office.open(.netBulletin, form, by: scene.bureau).id
      #expect(try await office.codes("publish", .netBulletin, id, by: scene.bureau) == ["N35"])
      try await office.act("sign", .netBulletin, id, by: scene.bureau)
      try await office.act("publish", .netBulletin, id, by: scene.bureau)
      #expect(try await years() == "[2026] false", "one in 2027 is for 2027, whichever year it is about")
      try await office.act("receipt", .netBulletin, id, by: scene.unit)
      #expect(try await office.page(.netBulletin, id, for: scene.unit).row.state == "receipted")
    }
  }

  @Test(.clause("NET-7c")) func `NET-7c tells the bureau once that a contract ends`() async throws {
    try await Office.with { office in
      let scene = try await scene(office, at: "2026-11-30T10:00:00+08:00")
      let ledgers = LedgerDesk(office.records)
      let contract = try JSON.parse(#"{"date":"2026-01-01","number":"YW-1","contractor":"某公司","from":"2026-01-01","to":"2026-12-31","scope":"城域网"}"#).object ?? JSONObject()
      _ = try await office.records.perform(.account(scene.bureau.id)) { work in try await ledgers.add(contract, to: .contract, by: scene.bureau, in: work) }
      func told() async throws -> Int { try await office.count("select count(*) from notice where text like '%YW-1%' and role = 'bureau.network'") }
      try await ledgers.remindDuties()
      #expect(try await told() == 0, "31 days before")
      try await office.setClock(try #require(Instant("2026-12-01T10:00:00+08:00")))
      try await ledgers.remindDuties()
      try await ledgers.remindDuties()
      #expect(try await told() == 1)
      let late = try JSON.parse(#"{"date":"2026-11-30","contract":"YW-2","object":"one","place":"机房","work":"巡检","result":"正常"}"#).object ?? JSONObject()
      #expect(
        try await Office.codes {
          _ = try await office.records.perform(.account(scene.bureau.id)) { work in try await ledgers.add(late, to: .maintenance, by: scene.bureau, in: work) }
        } == ["N13"])
    }
  }
}
