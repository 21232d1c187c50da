package import Accounts
package import CaseDesk
import JSONText
import Measures
import Postgres
import Records
import Registry
import Vocabulary
package import Workflow

extension Office {
  package func open(_ procedure: Procedure, _ fields: String, parent: Int64? = nil, for department: String? = nil, by person: Person) async throws -> CaseRow {
    let object = try JSON.parse(fields).object ?? JSONObject()
    return try await records.perform(.account(person.id)) { [cases] work in
      try await cases.open(procedure, object, parent: parent, for: department, by: person, in: work)
    }
  }

  @discardableResult
  package func act(
    _ step: String, _ procedure: Procedure, _ id: Int64, _ input: String = "{}", seen: Int32? = nil, by person: Person
  ) async throws -> CaseRow {
    let object = try JSON.parse(input).object ?? JSONObject()
    return try await records.perform(.account(person.id)) { [cases] work in
      try await cases.take(step, on: id, of: procedure, seen: seen, object, by: person, in: work)
    }
  }

  /// The codes with which a step is refused; none when it is done.
  package func codes(_ step: String, _ procedure: Procedure, _ id: Int64, _ input: String = "{}", seen: Int32? = nil, by person: Person) async throws
    -> [String]
  {
    do {
      try await act(step, procedure, id, input, seen: seen, by: person)
      return []
    } catch let refused as Refused {
      return refused.refusals.map(\.code)
    }
  }

  /// The codes with which a case is not opened; none when it is.
  package func codes(
    opening procedure: Procedure, _ fields: String, parent: Int64? = nil, for department: String? = nil, by person: Person
  ) async throws -> [String] {
    do {
      _ = try await open(procedure, fields, parent: parent, for: department, by: person)
      return []
    } catch let refused as Refused {
      return refused.refusals.map(\.code)
    }
  }

  /// Lays a small PDF in a case.
  package func lay(_ name: String, _ procedure: Procedure, _ id: Int64, by person: Person) async throws {
    let paper = NewPaper(name: name, file: "附件.pdf", body: Array("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".utf8))
    _ = try await records.perform(.account(person.id)) { [cases] work in
      try await cases.lay(paper, in: id, of: procedure, by: person, work: work)
    }
  }

  /// The state of a case, by its code.
  package func state(_ procedure: Procedure, _ id: Int64, for person: Person) async throws -> String {
    try await page(procedure, id, for: person).row.state
  }

  package func page(_ procedure: Procedure, _ id: Int64, for person: Person) async throws -> CasePage {
    try await records.perform(.account(person.id)) { [cases] work in try await cases.page(id, procedure, for: person, in: work) }
  }

  package static func catalogueFields(_ name: String, class shareClass: String) -> String {
    """
    {"name":"\(name)","summary":"测试","class":"\(shareClass)","conditions":["履职需要"],"frequency":"daily","noMaterials":true,
     "items":[{"name":"no","label":"编号","type":"integer"},{"name":"name","label":"名称","type":"text"},{"name":"owner","label":"所有人","type":"text"}]}
    """
  }

  /// A published catalogue with an attached table under it; the resource's number.
  package func resource(_ staff: Staff, code: String = "columns", class shareClass: String = "conditional") async throws -> Int64 {
    let catalogue = try await open(.catalogue, Self.catalogueFields("目录\(code)", class: shareClass), by: staff.editor)
    try await act("submit", .catalogue, catalogue.id, by: staff.editor)
    try await act("approve", .catalogue, catalogue.id, by: staff.bureau)
    return try await resource(staff, under: catalogue.id, code: code)
  }

  /// An attached table under a published catalogue; the resource's number.
  package func resource(_ staff: Staff, under catalogue: Int64, code: String) async throws -> Int64 {
    let editor = staff.editor
    let source = try await records.perform(.account(editor.id)) { [registry] work in
      try await registry.addSource(
        code, kind: "postgres", address: ["host": "db.example", "port": 5432, "database": "d", "user": "u"], secret: nil, by: editor, in: work)
    }
    let fields = """
      {"code":"\(code)","title":"库表\(code)","kind":"table","frequency":"daily","source":\(source),"schema":"public","table":"t"}
      """
    let row = try await open(.resource, fields, parent: catalogue, by: editor)
    return try await act("attach", .resource, row.id, by: editor).id
  }

  package static func applicationFields(_ system: String, months: Int = 12, sealed: Bool = false) -> String {
    """
    {"system":"\(system)","purpose":"履行统计职责","scene":"月报","flow":"只进入统计库","manner":"batch",
     "items":[{"name":"no","use":"对照"},{"name":"name","use":"对照"}],"months":\(months),"contact":"张三","phone":"0937-1234567",
     "safety":"专人专机","commitment":true\(sealed ? ",\"sealed\":true" : "")}
    """
  }

  /// A submitted application for a resource.
  package func application(_ resource: Int64, system: String = "月报系统", months: Int = 12, _ staff: Staff) async throws -> Int64 {
    let row = try await open(.application, Self.applicationFields(system, months: months), parent: resource, by: staff.applicant)
    return try await act("submit", .application, row.id, by: staff.applicant).id
  }

  /// A grant of a conditional resource, approved by its provider; the grant's number.
  package func grant(_ resource: Int64, system: String = "月报系统", months: Int = 12, _ staff: Staff) async throws -> Int64 {
    let application = try await application(resource, system: system, months: months, staff)
    try await act("approve", .application, application, by: staff.providerReviewer)
    return try await database.pool.with { try await $0.one(Self.grantOf, application) }
  }

  private static let grantOf = Statement<Int64, Int64>("test.grant-of", "select id from access_grant where application = $1")
}
