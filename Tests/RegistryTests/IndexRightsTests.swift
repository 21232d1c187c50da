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

@Suite struct `Who finds what` {
  private func found(_ office: Office, _ text: String, for person: Person, _ filter: SearchFilter = SearchFilter()) async throws -> [String] {
    try await office.registry.search(SearchQuery(text), filter, for: person, limit: 20).hits.map(\.title)
  }

  @Test(.clause("EX-4c")) func `EX-4c filtering by 来源=省级 finds an upstream resource, and it can be applied for`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      _ = try await office.resource(staff, code: "local")
      let catalogue = try #require(try await office.page(.resource, resource, for: staff.editor).row.parent)
      try await office.database.pool.with { try await $0.script("update catalogue set origin = 'province' where id = \(catalogue)") }
      try await office.registry.reindex()
      let page = try await office.registry.search(nil, SearchFilter(origin: "province"), facets: true, for: staff.applicant, limit: 10)
      #expect(page.hits.map(\.id) == [catalogue])
      #expect(page.facets.filter { $0.facet == "origin" }.map(\.value).sorted() == ["city", "province"])
      let offered = try #require(page.hits.first?.resources.first)
      _ = try await office.application(offered.id, staff)
    }
  }

  @Test func `a draft is found by its own department alone, what is under review by the bureau too`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let draft = try await office.open(.catalogue, Office.catalogueFields("水质监测", class: "unconditional"), by: staff.editor)
      try await office.registry.keepIndex()
      let audit = try await office.hire("audit.admin", "data-bureau", administrator: "audit").person
      for (person, count) in [(staff.editor, 1), (staff.providerReviewer, 1), (staff.applicant, 0), (staff.bureau, 0), (audit, 0)] {
        #expect(try await found(office, "水质", for: person).count == count, "\(person.login)")
      }
      try await office.act("submit", .catalogue, draft.id, by: staff.editor)
      for (person, count) in [(staff.editor, 1), (staff.applicant, 0), (staff.bureau, 1), (audit, 1)] {
        #expect(try await found(office, "水质", for: person).count == count, "\(person.login)")
      }
      try await office.act("approve", .catalogue, draft.id, by: staff.bureau)
      for person in [staff.editor, staff.applicant, staff.bureau, audit] { #expect(try await found(office, "水质", for: person).count == 1) }
      let system = try await office.hire("system.admin", "data-bureau", administrator: "system").person
      #expect(try await found(office, "水质", for: system).isEmpty)
    }
  }

  @Test func `a discarded draft is found by nobody`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let draft = try await office.open(.catalogue, Office.catalogueFields("水质监测", class: "unconditional"), by: staff.editor)
      try await office.registry.keepIndex()
      try await office.act("discard", .catalogue, draft.id, by: staff.editor)
      #expect(try await found(office, "水质", for: staff.editor).isEmpty)
      try await office.registry.keepIndex()
      #expect(try await found(office, "水质", for: staff.editor).isEmpty)
    }
  }

  /// The filing's own procedure is a matter of the case desk: here its case stands as it lies in the table.
  @Test(.clause("EX-5.1c")) func `EX-5.1c a filed no-share filing is in the index with reason and basis, and nothing to apply for`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      try await office.database.pool.with {
        try await $0.script(
          """
          insert into procedure_sheet (procedure, revision, hash, sheet) values ('exchange.no-share', 99, '\\x00', 'test');
          insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at, fields)
          values ('BG-1', 'exchange.no-share', 99, 'filing', 'market', \(staff.editor.id), now(), now(),
                  '{"name":"涉案企业名单","reason":"涉及国家秘密","basisType":"law","basisTitle":"中华人民共和国保守国家秘密法","basisArticle":"第九条"}');
          """)
      }
      try await office.registry.keepIndex()
      #expect(try await found(office, "涉案", for: staff.applicant).isEmpty)
      #expect(try await found(office, "涉案", for: staff.editor) == ["涉案企业名单"])
      try await office.database.pool.with { try await $0.script("update case_file set state = 'filed' where number = 'BG-1'") }
      let page = try await office.registry.search(SearchQuery("企业 秘密"), facets: true, for: staff.applicant, limit: 5)
      let filing = try #require(page.hits.first)
      #expect(filing.title == "涉案企业名单" && filing.shareClass == "no-share" && filing.resources.isEmpty)
      #expect(filing.basis["reason"] == "涉及国家秘密" && filing.basis["basisTitle"] == "中华人民共和国保守国家秘密法")
      #expect(page.facets.contains { $0.facet == "class" && $0.value == "no-share" && $0.count == 1 })
      try await office.database.pool.with { try await $0.script("update case_file set state = 'deregistered' where number = 'BG-1'") }
      #expect(try await found(office, "涉案", for: staff.applicant).isEmpty)
    }
  }

  @Test func `counts of a facet follow the other choices and the viewer's rights`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let other = try await office.hire("water.editor", "water", ["provider.catalogue"]).person
      for (person, name, shareClass) in [
        (staff.editor, "企业一", "conditional"), (staff.editor, "企业二", "unconditional"), (other, "企业三", "conditional"), (other, "水文", "conditional"),
      ] {
        let id = try await office.open(.catalogue, Office.catalogueFields(name, class: shareClass), by: person).id
        try await office.act("submit", .catalogue, id, by: person)
        try await office.act("approve", .catalogue, id, by: staff.bureau)
      }
      _ = try await office.open(.catalogue, Office.catalogueFields("企业草稿", class: "conditional"), by: staff.editor)
      try await office.registry.keepIndex()
      func counts(_ facet: String, _ filter: SearchFilter, _ person: Person) async throws -> [String: Int64] {
        let page = try await office.registry.search(SearchQuery("企业"), filter, facets: true, for: person, limit: 1)
        return Dictionary(uniqueKeysWithValues: page.facets.filter { $0.facet == facet }.map { ($0.value, $0.count) })
      }
      let narrowed = SearchFilter(provider: "market", shareClass: "conditional")
      #expect(try await counts("provider", narrowed, staff.applicant) == ["market": 1, "water": 1])
      #expect(try await counts("class", narrowed, staff.applicant) == ["conditional": 1, "unconditional": 1])
      #expect(try await counts("frequency", narrowed, staff.applicant) == ["daily": 1])
      #expect(try await counts("class", narrowed, staff.editor) == ["conditional": 2, "unconditional": 1])
      #expect(try await counts("state", SearchFilter(), staff.editor) == ["published": 3, "draft": 1])
      #expect(try await counts("state", SearchFilter(), other) == ["published": 3])
    }
  }
}
