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
  /// An attached interface under a published catalogue; the resource's number.
  package func interface(_ staff: Staff, code: String = "lookup") async throws -> Int64 {
    let catalogue = try await open(.catalogue, Self.catalogueFields("目录\(code)", class: "conditional"), by: staff.editor)
    try await act("submit", .catalogue, catalogue.id, by: staff.editor)
    try await act("approve", .catalogue, catalogue.id, by: staff.bureau)
    let editor = staff.editor
    let source = try await records.perform(.account(editor.id)) { [registry] work in
      try await registry.addSource(code, kind: "http", address: ["base": "https://api.example"], secret: nil, by: editor, in: work)
    }
    let fields = """
      {"code":"\(code)","title":"接口\(code)","kind":"interface","source":\(source),"form":"upstream",
       "operations":[{"method":"GET","path":"/x","manner":"query"}],"probe":"/x"}
      """
    let row = try await open(.resource, fields, parent: catalogue.id, by: editor)
    for name in ["interface-document", "data-dictionary"] {
      try await lay(name, "文档.pdf", PaperSamples.pdf(), in: row.id, of: .resource, by: editor)
    }
    let passed = JSONObject([
      .init(name: "safety", value: ["ok": true]), .init(name: "availability", value: ["ok": true]),
      .init(name: "of", value: .string(Registry.checked(row.fields))), .init(name: "person", value: .string(editor.name)),
    ])
    try await records.perform(.system("test")) { [cases] work in
      _ = try await cases.take(system: "self-check", on: row.id, passed, in: work)
    }
    return try await act("attach", .resource, row.id, by: editor).id
  }

  /// A grant of an interface, approved by its provider; the grant's number.
  package func interfaceGrant(_ resource: Int64, _ staff: Staff) async throws -> Int64 {
    let fields = Self.applicationFields("接口系统", sealed: true).replacing("\"batch\"", with: "\"query\"")
    let application = try await open(.application, fields, parent: resource, by: staff.applicant).id
    try await lay("stamped-form", "申请表.pdf", PaperSamples.pdf(), in: application, of: .application, by: staff.applicant)
    try await act("submit", .application, application, by: staff.applicant)
    try await act("approve", .application, application, by: staff.providerReviewer)
    return try await registry.grants(for: staff.receiver, after: 0, limit: 1000).filter { $0.application == application }.map(\.id).first ?? 0
  }

  @discardableResult
  package func lay(_ name: String, _ file: String, _ body: [UInt8], in id: Int64, of procedure: Procedure, by person: Person) async throws -> PaperRow {
    try await records.perform(.account(person.id)) { [cases] work in
      try await cases.lay(NewPaper(name: name, file: file, body: body), in: id, of: procedure, by: person, work: work)
    }
  }
}
