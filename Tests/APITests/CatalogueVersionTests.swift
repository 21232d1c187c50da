import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `EX-6b versions of a catalogue` {
  /// A second version by hand: a column of another type, one that is dropped, one that is new.
  private static func publishAgain(_ office: Office, _ catalogue: Int64) async throws {
    try await office.database.pool.with {
      try await $0.script(
        """
        insert into catalogue_version (catalogue, version, title, summary, class, conditions, items, materials, frequency, published_at, published_by)
        select catalogue, 2, title, summary, 'unconditional', '[]',
          '[{"name":"no","label":"编号","type":"text"},{"name":"owner","label":"所有人","type":"text"},{"name":"x","label":"新","type":"date"}]',
          materials, 'weekly', published_at, published_by
        from catalogue_version
        where catalogue = \(catalogue)
        """)
    }
  }

  @Test(.clause("EX-6b")) func `are listed and compared, with the grants that use what was dropped or changed`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let resource = try await door.office.resource(staff)
      let grant = try await door.office.grant(resource, staff)
      let catalogue = try #require(try await door.office.page(.resource, resource, for: staff.editor).row.parent)
      try await Self.publishAgain(door.office, catalogue)
      let token = try await door.office.accounts.login("editor", Office.password).token
      let versions = try await door.call("GET", "/api/v1/catalogues/\(catalogue)/versions", token: token)
      #expect(versions.body["versions"]?.array?.compactMap { $0["version"]?.int } == [1, 2])
      let diff = try await door.call("GET", "/api/v1/catalogues/\(catalogue)/diff", token: token)
      #expect(diff.body["from"]?.int == 1 && diff.body["to"]?.int == 2)
      #expect(diff.body["changes"]?.array?.compactMap { $0["pointer"]?.string } == ["/class", "/conditions", "/frequency"])
      #expect(diff.body["touching"]?.strings == ["name", "no"])
      #expect(diff.body["grants"]?.array?.map { $0["id"]?.int } == [Int(grant)])
      #expect(diff.body["grants"]?.array?.first?["items"]?.strings == ["no", "name"])
      let stranger = try await door.office.hire("stranger", "water", ["user.apply"]).token
      let seen = try await door.call("GET", "/api/v1/catalogues/\(catalogue)/diff?from=1&to=2", token: stranger)
      #expect(seen.status == 200 && seen.body["grants"]?.array == [])
      #expect(try await door.call("GET", "/api/v1/catalogues/\(catalogue)/diff?from=1&to=9", token: token).code == "catalogue.version")
      #expect(try await door.call("GET", "/api/v1/catalogues/\(resource)/versions", token: token).code == "case.unknown")
    }
  }

  @Test(.clause("EX-5.1b")) func `are looked over, with a score and what each lost point is for`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let token = try await door.office.accounts.login("editor", Office.password).token
      _ = try await door.office.open(.catalogue, Office.catalogueFields("企业 目录", class: "conditional"), by: staff.editor)
      let row = try await door.office.open(.catalogue, Office.catalogueFields("企业目录", class: "conditional"), by: staff.editor)
      let lint = try await door.call("GET", "/api/v1/exchange/catalogue/\(row.id)/lint", token: token)
      #expect(lint.body["flaws"]?.array?.compactMap { $0["kind"]?.string } == ["same-name", "short-summary", "no-key"])
      #expect(lint.body["readiness"]?["score"]?.int == 83)
      // Once it is published, it is the version in force that is looked over: nothing is asked there that publication did not ask.
      try await door.office.act("submit", .catalogue, row.id, by: staff.editor)
      try await door.office.act("approve", .catalogue, row.id, by: staff.bureau)
      let published = try await door.call("GET", "/api/v1/exchange/catalogue/\(row.id)/lint", token: token)
      #expect(published.body["flaws"] == lint.body["flaws"])
      try await Self.publishAgain(door.office, row.id)
      let second = try await door.call("GET", "/api/v1/exchange/catalogue/\(row.id)/lint", token: token)
      #expect(second.body["flaws"]?.array?.compactMap { $0["kind"]?.string } == ["same-name", "short-summary", "no-key"])
      let stranger = try await door.office.accounts.login("applicant", Office.password).token
      #expect(try await door.call("GET", "/api/v1/exchange/catalogue/\(row.id)/lint", token: stranger).status == 200)
      let draft = try await door.office.open(.catalogue, Office.catalogueFields("草稿", class: "conditional"), by: staff.editor)
      #expect(try await door.call("GET", "/api/v1/exchange/catalogue/\(draft.id)/lint", token: stranger).code == "case.unknown")
    }
  }
}
