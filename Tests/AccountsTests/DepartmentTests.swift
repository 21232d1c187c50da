import Accounts
import Postgres
import Records
import Testing
import Vocabulary
import Workbench

@Suite struct `Departments` {
  private static func form(_ name: String, provides: Bool = true, document: String? = nil) -> DepartmentForm {
    DepartmentForm(name: name, provides: provides, uses: true, document: document)
  }

  private func add(_ office: Office, _ code: String, _ kind: String, _ form: DepartmentForm, by person: Person) async throws -> [String] {
    try await Office.codes {
      try await office.records.perform(.account(person.id)) { [accounts = office.accounts] work in
        try await accounts.addDepartment(code, kind: kind, form, by: person, in: work)
      }
    }
  }

  private func change(_ office: Office, _ code: String, _ form: DepartmentForm, by person: Person) async throws -> [String] {
    try await Office.codes {
      try await office.records.perform(.account(person.id)) { [accounts = office.accounts] work in
        try await accounts.changeDepartment(code, form, by: person, in: work)
      }
    }
  }

  private func succeed(_ office: Office, _ code: String, _ successor: String, _ document: String, by person: Person) async throws -> [String] {
    let day = try #require(Day("2026-12-01"))
    return try await Office.codes {
      try await office.records.perform(.account(person.id)) { [accounts = office.accounts] work in
        try await accounts.succeed(code, by: successor, document: document, from: day, person: person, in: work)
      }
    }
  }

  private func openAccount(_ office: Office, in department: String, _ roles: [String], by person: Person) async throws -> [String] {
    try await Office.codes {
      _ = try await office.records.perform(.account(person.id)) { [accounts = office.accounts] work in
        try await accounts.create("late", name: "x", department: department, roles: roles, by: person, in: work)
      }
    }
  }

  @Test func `are entered by the bureau's account keeper alone, an external one only as user`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let tax = Self.form("市税务局")
      #expect(try await add(office, "tax", "municipal", tax, by: staff.editor) == ["E02"])
      #expect(try await add(office, "tax", "municipal", tax, by: staff.bureau) == [])
      #expect(try await add(office, "tax", "municipal", tax, by: staff.bureau) == ["department.exists"])
      #expect(try await add(office, "T", "municipal", Self.form("甲"), by: staff.bureau) == ["department.code"])
      #expect(try await add(office, "up", "bureau", Self.form("乙"), by: staff.bureau) == ["department.kind"])
      #expect(try await add(office, "up", "external", Self.form("省卫生健康委"), by: staff.bureau) == ["department.kind"])
      #expect(try await add(office, "up", "external", Self.form("省卫生健康委", provides: false), by: staff.bureau) == [])
      #expect(try await office.accounts.departments().first { $0.code == "up" }?.kind == "external")
    }
  }

  @Test func `change their name only with a document, and their parts for new accounts`() async throws {
    try await Office.with { office in
      let bureau = try await office.staff().bureau
      let name = "市市场监督管理局"
      #expect(try await change(office, "market", Self.form(name, provides: false), by: bureau) == ["E59"])
      #expect(try await change(office, "market", Self.form(name, provides: false, document: "嘉编发〔2026〕3号"), by: bureau) == [])
      #expect(try await change(office, "nothing", Self.form(name), by: bureau) == ["department.unknown"])
      #expect(try await openAccount(office, in: "market", ["provider.review"], by: bureau) == ["role.mismatch"])
    }
  }

  @Test func `that were merged keep their grants, show who follows, and open no new accounts`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let bureau = staff.bureau
      let grant = try await office.grant(try await office.resource(staff), staff)
      let end = try await office.count("select extract(epoch from expires_at)::bigint from access_grant where id = \(grant)")
      #expect(try await succeed(office, "statistics", "statistics", "x", by: bureau) == ["department.self"])
      #expect(try await succeed(office, "statistics", "ndrc", "", by: bureau) == ["E59"])
      #expect(try await succeed(office, "statistics", "ndrc", "嘉编发〔2026〕4号", by: bureau) == [])
      #expect(try await succeed(office, "statistics", "ndrc", "嘉编发〔2026〕4号", by: bureau) == ["department.succeeded"])
      // Nobody can follow one that is itself gone.
      #expect(try await succeed(office, "ndrc", "statistics", "x", by: bureau) == ["department.unknown"])
      let row = try #require(try await office.accounts.departments().first { $0.code == "statistics" })
      #expect(row.successor == "ndrc" && row.succeededOn?.text == "2026-12-01" && row.document == "嘉编发〔2026〕4号")
      #expect(try await office.count("select extract(epoch from expires_at)::bigint from access_grant where id = \(grant)") == end)
      #expect(try await office.count("select count(*) from grant_in_force where id = \(grant)") == 1)
      #expect(try await openAccount(office, in: "statistics", [], by: bureau) == ["department.succeeded"])
      #expect(try await office.count("select count(*) from notice where kind = 'department'") == 2)
    }
  }
}
