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

@Suite struct `The index` {
  private func titles(_ office: Office, _ text: String, for person: Person, _ filter: SearchFilter = SearchFilter()) async throws -> [String] {
    try await office.registry.search(SearchQuery(text), filter, for: person, limit: 20).hits.map(\.title)
  }

  @Test(arguments: [
    "不动", "产登", "登记", "不动产登记信息", "产", "bdc", "budongchan", "dongch", "djxx", "BDC-01", "权利人", "qlr", "owner", "宗地", "市场监管", "scjg",
    "shichang", "不动 权利", "bdc 权利", "不动产",
  ])
  func `finds a catalogue by any two characters, readings, items, code, summary and provider`(_ text: String) async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      try await publish(office, staff)
      #expect(try await titles(office, text, for: staff.applicant) == ["不动产登记信息"])
      #expect(try await titles(office, "气象", for: staff.applicant).isEmpty)
    }
  }

  @discardableResult
  private func publish(_ office: Office, _ staff: Office.Staff, _ name: String = "不动产登记信息", code: String = "BDC-01") async throws -> Int64 {
    let fields = """
      {"name":"\(name)","code":"\(code)","summary":"宗地和权属","class":"conditional","conditions":["履职需要"],"frequency":"daily","noMaterials":true,
       "items":[{"name":"owner","label":"权利人","type":"text"},{"name":"no","label":"证号","type":"text"}]}
      """
    let row = try await office.open(.catalogue, fields, by: staff.editor)
    try await office.act("submit", .catalogue, row.id, by: staff.editor)
    try await office.act("approve", .catalogue, row.id, by: staff.bureau)
    return row.id
  }

  @Test func `puts hits in the title before those in items, those before the rest, and pages through them without a gap`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      for (n, (name, label, summary)) in [
        ("甲", "乙", "权属清册"), ("甲", "权属", "丙"), ("权属", "乙", "丙"), ("权属", "权属", "权属"), ("甲", "乙", "权属清册"), ("甲", "权属", "权属"),
      ].enumerated() {
        let fields = """
          {"name":"\(name)\(n)","summary":"\(summary)","class":"unconditional","frequency":"daily","noMaterials":true,
           "items":[{"name":"a","label":"\(label)","type":"text"}]}
          """
        let id = try await office.open(.catalogue, fields, by: staff.editor).id
        try await office.act("submit", .catalogue, id, by: staff.editor)
        try await office.act("approve", .catalogue, id, by: staff.bureau)
      }
      var (found, after): ([String], SearchPosition?) = ([], nil)
      repeat {
        let page = try await office.registry.search(SearchQuery("权属"), for: staff.applicant, after: after, limit: 2)
        found += page.hits.map(\.title)
        after = page.next
      } while after != nil
      #expect(found == ["权属3", "权属2", "甲5", "甲1", "甲4", "甲0"])
      let everything = try await office.registry.search(nil, for: staff.applicant, limit: 20)
      #expect(everything.hits.map(\.title) == ["甲5", "甲4", "权属3", "权属2", "甲1", "甲0"])
    }
  }

  @Test func `follows a resource that is attached, paused and taken offline, and a catalogue that is withdrawn`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff, code: "land-table")
      let catalogue = try #require(try await office.page(.resource, resource, for: staff.editor).row.parent)
      let hit = try #require(try await office.registry.search(SearchQuery("库表"), for: staff.applicant, limit: 5).hits.first)
      #expect(hit.resources.map(\.id) == [resource] && hit.resources.first?.kind == "table" && hit.resources.first?.state == "attached")
      #expect(try await titles(office, "", for: staff.applicant, SearchFilter(kind: "table")).count == 1)
      try await office.act("offline", .resource, resource, #"{"reason":"系统停止运行"}"#, by: staff.editor)
      try await office.registry.keepIndex()
      #expect(try await titles(office, "库表", for: staff.applicant).isEmpty)
      #expect(try await titles(office, "", for: staff.applicant, SearchFilter(kind: "table")).isEmpty)
      try await office.lay("withdrawal-basis", .catalogue, catalogue, by: staff.editor)
      try await office.act("apply-withdraw", .catalogue, catalogue, #"{"basis":"市政府文件第3号"}"#, by: staff.editor)
      #expect(try await titles(office, "目录", for: staff.applicant).count == 1)
      try await office.act("approve-withdraw", .catalogue, catalogue, by: staff.bureau)
      // At once, without any round of the index.
      #expect(try await titles(office, "目录", for: staff.applicant).isEmpty)
    }
  }

  @Test func `made anew says the same as the one kept up to date`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      try await publish(office, staff)
      _ = try await office.resource(staff)
      let kept = try await office.count("select hashtext(string_agg(e::text, ';' order by case_id))::bigint from search_entry e")
      try await office.database.pool.with { try await $0.script("delete from search_entry") }
      try await office.registry.reindex()
      #expect(try await office.count("select hashtext(string_agg(e::text, ';' order by case_id))::bigint from search_entry e") == kept)
      #expect(try await office.count("select count(*) from search_mark") == 0)
    }
  }

  @Test func `leaves a case that is being decided for the next round`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let id = try await publish(office, staff)
      try await office.registry.keepIndex()
      try await office.database.pool.with { connection in
        try await connection.transaction { tx in
          try await tx.script("update case_file set state = 'withdrawal-review' where id = \(id)")
          try await office.registry.reindex()
        }
      }
      #expect(try await office.count("select count(*) from search_mark") > 0)
      try await office.registry.keepIndex()
      #expect(try await office.count("select count(*) from search_mark") == 0)
      #expect(try await office.count("select count(*) from search_entry where state = 'withdrawal-review'") == 1)
    }
  }
}
