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

/// Who sees what of a case, who is told, and who acts for whom.
@Suite struct `The sides of a case` {
  private static func demand(_ items: String = #"[{"name":"编号","use":"对照"}]"#) throws -> String {
    var fields = try #require(try JSON.parse(Office.applicationFields("监管系统")).object)
    fields["items"] = try JSON.parse(items)
    for (name, value) in [("name", "车辆年检"), ("provider", "market"), ("reach", "city"), ("wish", "table")] { fields[name] = .string(value) }
    return JSON.object(fields).text
  }

  @Test(.clause("EX-13a")) func `EX-13a a demand is the provider's to know only when the bureau has forwarded it`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let demand = try await office.open(.demand, Self.demand(), by: staff.applicant).id
      try await office.act("submit", .demand, demand, by: staff.applicant)
      let before = try await office.cases.list(.demand, state: nil, for: staff.providerReviewer, after: 0, limit: 10).count
      let told = try await office.records.notices("market", after: 0, limit: 100).count { $0.caseID == demand }
      #expect(before == 0 && told == 0)
      try await office.act("forward", .demand, demand, by: staff.bureau)
      let after = try await office.cases.list(.demand, state: nil, for: staff.providerReviewer, after: 0, limit: 10).count
      #expect(after == 1)
      // The bureau speaks for nobody in the city.
      let others = try await office.codes(opening: .demand, Self.demand(), for: "finance", by: staff.bureau)
      #expect(others == ["E02"])
    }
  }

  @Test(.clause("EX-11.1b", "EX-19")) func `EX-11.1b a demand's words become the resource's items, and nothing that was not asked for is granted at once`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      func implement(_ input: String, _ system: String) async throws -> (state: String, items: JSON?) {
        let fields = try Self.demand().replacing("监管系统", with: system)
        let demand = try await office.open(.demand, fields, by: staff.applicant).id
        try await office.act("submit", .demand, demand, by: staff.applicant)
        try await office.act("forward", .demand, demand, by: staff.bureau)
        try await office.act("implement", .demand, demand, input, by: staff.providerReviewer)
        let row = try #require(try await office.cases.list(.application, state: nil, for: staff.applicant, after: 0, limit: 10).last)
        return (row.state, row.fields["items"])
      }
      let plain = try await implement(#"{"resource":\#(resource)}"#, "系统一")
      #expect(plain.state == "granted" && plain.items?.array?.first?["name"] == "no" && plain.items?.array?.first?["use"] == "对照")
      let more = try await implement(#"{"resource":\#(resource),"items":["no","owner"]}"#, "系统二")
      #expect(more.state == "draft")
      let grant = try #require(try await office.registry.grants(for: staff.receiver, after: 0, limit: 1).first)
      let agreement = try await office.database.pool.with { try await $0.one(Self.agreement, grant.id) }
      #expect(agreement.contains("\"implement\"") && agreement.contains("\"submit\"") && agreement.contains("providerReviewer") == false)
      #expect(agreement.contains("provider.reviewer") && agreement.contains("applicant"))
    }
  }
  private static let agreement = Statement<String, Int64>("test.agreement", "select body from agreement_event where access_grant = $1 order by id limit 1")

  @Test(.clause("EX-6c")) func `EX-6c an undecided request is late in no list, no page and no bulletin`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-10-09T18:00:00+08:00")))
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let change = try await office.open(.change, #"{"changedOn":"2026-09-18","what":"换表"}"#, parent: resource, by: staff.editor).id
      try await office.act("record", .change, change, by: staff.editor)
      try await office.act("ask-extension", .change, change, #"{"reason":"系统改造尚未完成"}"#, by: staff.editor)
      try await office.setClock(try #require(Instant("2026-10-12T10:00:00+08:00")))
      try await office.cases.remind()
      func late() async throws -> Int {
        try await office.cases.list(.change, CaseFilter(box: .late), for: staff.bureau, after: 0, limit: 10).count
      }
      let lapsed = try await office.records.notices("market", after: 0, limit: 100).count { $0.kind == "clock.lapsed" }
      let silent = (try await late(), lapsed)
      #expect(silent == (0, 0))
      let bulletin = try await office.open(
        .bulletin, #"{"kind":"criticism","title":"超期","text":"……","addressees":["market"],"facts":[\#(change)]}"#, by: staff.bureau).id
      let undecided = try await office.codes("sign", .bulletin, bulletin, by: staff.bureau)
      try await office.act("refuse", .change, change, #"{"reason":"无特殊情况,不予延期"}"#, by: staff.bureau)
      try await office.cases.remind()
      let told = try await office.records.notices("market", after: 0, limit: 100).count { $0.kind == "clock.lapsed" }
      let after = (try await late(), told)
      #expect(undecided == ["E73"] && after == (1, 1))
      try await office.act("sign", .bulletin, bulletin, by: staff.bureau)
    }
  }

  @Test(.clause("EX-5.3b")) func `EX-5.3b for a department of another level the bureau is told and takes the code`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.interface(staff)
      try await office.database.pool.with { connection in
        try await connection.script(
          "insert into department (code, name, kind, provides, uses) values ('province-stats', '省统计局', 'external', false, true)")
      }
      let fields = Office.applicationFields("省平台", sealed: true).replacing("\"batch\"", with: "\"query\"")
      let row = try await office.open(.application, fields, parent: resource, for: "province-stats", by: staff.bureau)
      try await office.lay("stamped-form", .application, row.id, by: staff.bureau)
      try await office.act("submit", .application, row.id, by: staff.bureau)
      try await office.act("approve", .application, row.id, by: staff.providerReviewer)
      let told = try await office.records.notices("data-bureau", after: 0, limit: 100).count { $0.caseID == row.id }
      #expect(told > 0)
      let grant = try #require(try await office.registry.grants(for: staff.bureau, after: 0, limit: 1).first)
      let code = try await office.records.perform(.account(staff.bureau.id)) { work in
        try await office.registry.makeCode(grant.id, .first, by: staff.bureau, in: work)
      }
      #expect(code.text.count == AccessCode.length)
      let stranger = try await Office.codes {
        _ = try await office.records.perform(.account(staff.receiver.id)) { work in
          try await office.registry.makeCode(grant.id, .now, by: staff.receiver, in: work)
        }
      }
      #expect(stranger == ["E02"])
    }
  }

  @Test func `of what the index shows others see neither history nor where the data lie, nor the talk`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let stranger = try await office.hire("stranger", "finance", ["user.apply"]).person
      let page = try await office.page(.resource, resource, for: stranger)
      let own = try await office.page(.resource, resource, for: staff.editor)
      #expect(page.isParty == false && own.isParty)
      let talk = try await Office.codes { _ = try await office.cases.messages(in: resource, of: .resource, for: stranger, after: 0, limit: 10) }
      #expect(talk == ["case.unknown"])
    }
  }
}
