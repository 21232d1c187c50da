import Accounts
import CaseDesk
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `A draft` {
  private func fill(_ office: Office, _ id: Int64, _ fields: String, seen: Int32? = nil, by person: Person) async throws -> CaseRow {
    let object = try JSON.parse(fields).object ?? JSONObject()
    return try await office.records.perform(.account(person.id)) { [cases = office.cases] work in
      try await cases.fill(id, of: .catalogue, seen: seen, object, by: person, in: work)
    }
  }

  @Test func `is filled in member by member, and every change is audited`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let row = try await office.open(.catalogue, #"{"name":"甲","summary":"乙"}"#, by: staff.editor)
      let next = try await fill(office, row.id, #"{"name":null,"frequency":"daily"}"#, by: staff.editor)
      #expect(next.fields.names == ["summary", "frequency"])
      #expect(try await Office.codes { _ = try await fill(office, row.id, #"{"strange":null}"#, by: staff.editor) } == ["form.unknown"])
      let last = try await office.records.auditLines(after: 0, limit: 100).filter { $0.subject == "case:\(row.id)" }
      #expect(last.map(\.action) == ["case.open", "case.fill", "refused"])
      #expect(last.last?.detail.contains("case.fill") == true)
    }
  }

  @Test func `that a colleague changed meanwhile is not overwritten`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let colleague = try await office.hire("colleague", "market", ["provider.catalogue"]).person
      let row = try await office.open(.catalogue, #"{"name":"甲"}"#, by: staff.editor)
      _ = try await fill(office, row.id, #"{"name":"乙"}"#, seen: row.version, by: colleague)
      #expect(
        try await Office.codes { _ = try await fill(office, row.id, #"{"name":"丙"}"#, seen: row.version, by: staff.editor) }
          == ["case.changed"])
    }
  }

  @Test func `recalled and changed is not published unread`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let row = try await office.open(.catalogue, Office.catalogueFields("甲", class: "conditional"), by: staff.editor)
      let read = try await office.act("submit", .catalogue, row.id, by: staff.editor)
      try await office.act("recall", .catalogue, row.id, by: staff.editor)
      _ = try await fill(office, row.id, #"{"class":"unconditional"}"#, by: staff.editor)
      let sent = try await office.act("submit", .catalogue, row.id, by: staff.editor)
      #expect(
        try await office.codes("approve", .catalogue, row.id, seen: read.version, by: staff.bureau) == ["case.changed"])
      try await office.act("approve", .catalogue, row.id, seen: sent.version, by: staff.bureau)
    }
  }

  @Test func `has a number as long as it needs`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      try await office.database.pool.with { try await $0.script("alter table case_file alter column id restart with 1234567") }
      let first = try await office.open(.catalogue, "{}", by: staff.editor)
      let second = try await office.open(.catalogue, "{}", by: staff.editor)
      #expect(first.number.hasSuffix("-1234567") && second.number.hasSuffix("-1234568"))
    }
  }

  @Test func `with a resource code that no address can hold is refused, not broken`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let catalogue = try #require(try await office.page(.resource, office.resource(staff), for: staff.editor).row.parent)
      let fields = """
        {"code":"Columns","title":"x","kind":"table","frequency":"daily","source":1,"schema":"public","table":"t"}
        """
      let row = try await office.open(.resource, fields, parent: catalogue, by: staff.editor)
      #expect(try await office.codes("attach", .resource, row.id, by: staff.editor) == ["E59"])
    }
  }

  @Test func `that never went out is given up by its owner, and no longer shows`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let row = try await office.open(.catalogue, #"{"name":"甲"}"#, by: staff.editor)
      #expect(try await office.codes("discard", .catalogue, row.id, by: staff.bureau) == ["E02"])
      try await office.act("discard", .catalogue, row.id, by: staff.editor)
      for person in [staff.editor, staff.bureau] {
        #expect(try await office.cases.list(.catalogue, state: nil, for: person, after: 0, limit: 10).isEmpty)
        #expect(try await Office.codes { _ = try await office.page(.catalogue, row.id, for: person) } == ["case.unknown"])
      }
      #expect(try await Office.codes { _ = try await fill(office, row.id, #"{"name":"乙"}"#, by: staff.editor) } == ["E76"])
      #expect(try await office.codes("discard", .catalogue, row.id, by: staff.editor) == ["E76"])
      #expect(try await office.records.auditLines(after: 0, limit: 100).contains { $0.action == "act.discard" && $0.subject == "case:\(row.id)" })
      #expect(try await office.records.notices("market", after: 0, limit: 10).isEmpty)
    }
  }

  @Test func `that once went out is not given up`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let row = try await office.open(.catalogue, Office.catalogueFields("甲", class: "conditional"), by: staff.editor)
      try await office.act("submit", .catalogue, row.id, by: staff.editor)
      try await office.act("recall", .catalogue, row.id, by: staff.editor)
      #expect(try await office.codes("discard", .catalogue, row.id, by: staff.editor) == ["E76"])
    }
  }

  @Test func `that is discarded frees the way for another of the same system`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let first = try await office.open(.application, Office.applicationFields("月报"), parent: resource, by: staff.applicant)
      try await office.act("discard", .application, first.id, by: staff.applicant)
      _ = try await office.application(resource, system: "月报", staff)
    }
  }
}
