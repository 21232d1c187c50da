import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `EX-5.1b a material's template` {
  private static let fields = Office.catalogueFields("目录columns", class: "conditional").replacing(
    #""noMaterials":true"#, with: #""materials":[{"name":"letter","label":"公函","template":true},{"name":"list","label":"清单","required":false}]"#)

  @Test(.clause("EX-5.1b")) func `is laid with the list, and downloaded from the application's own form`() async throws {
    try await Door.with { door in
      let (office, staff) = (door.office, try await door.office.staff())
      let catalogue = try await office.open(.catalogue, Self.fields, by: staff.editor).id
      #expect(try await office.codes("submit", .catalogue, catalogue, by: staff.editor) == ["E59"])
      try await office.lay("template-letter", "函.pdf", PaperSamples.pdf(), in: catalogue, of: .catalogue, by: staff.editor)
      try await office.act("submit", .catalogue, catalogue, by: staff.editor)
      try await office.act("approve", .catalogue, catalogue, by: staff.bureau)
      let resource = try await office.resource(staff, under: catalogue, code: "columns")
      let application = try await office.open(.application, Office.applicationFields("系统"), parent: resource, by: staff.applicant).id
      let token = try await office.accounts.login("applicant", Office.password).token
      let path = "/api/v1/exchange/application/\(application)"
      let materials = try await door.call("GET", path, token: token).body["materials"]?.array ?? []
      #expect(materials.map { $0["name"]?.string } == ["letter", "list"] && materials.map { $0["required"]?.bool } == [true, false])
      #expect(materials.map { $0["laid"]?.bool } == [false, false] && materials[1]["template"] == .null)
      let template = try await door.fetch(try #require(materials[0]["template"]?.string), token: token)
      #expect(template.status == 200 && template.body == PaperSamples.pdf())
      #expect(try await door.fetch("/api/v1/catalogues/\(catalogue)/templates/list", token: token).status == 404)
      try await office.lay("letter", "函.pdf", PaperSamples.pdf(), in: application, of: .application, by: staff.applicant)
      let laid = try await door.call("GET", path, token: token).body["materials"]?.array ?? []
      #expect(laid.map { $0["laid"]?.bool } == [true, false])
    }
  }

  @Test(.clause("EX-5.1b")) func `stays with a revision, or is replaced by the revision's own`() async throws {
    try await Door.with { door in
      let (office, staff) = (door.office, try await door.office.staff())
      let catalogue = try await office.open(.catalogue, Self.fields, by: staff.editor).id
      try await office.lay("template-letter", "函.pdf", PaperSamples.pdf(), in: catalogue, of: .catalogue, by: staff.editor)
      try await office.act("submit", .catalogue, catalogue, by: staff.editor)
      try await office.act("approve", .catalogue, catalogue, by: staff.bureau)
      func revise(_ body: [UInt8]?) async throws {
        let revision = try await office.open(
          .revision, Self.fields.replacing("\"摘要\"", with: "\"新\"").replacing("{\"name\":\"目录", with: "{\"note\":\"修订\",\"name\":\"目录"), parent: catalogue,
          by: staff.editor).id
        if let body { try await office.lay("template-letter", "新函.pdf", body, in: revision, of: .revision, by: staff.editor) }
        try await office.act("submit", .revision, revision, by: staff.editor)
        try await office.act("approve", .revision, revision, by: staff.bureau)
      }
      let token = try await office.accounts.login("applicant", Office.password).token
      let path = "/api/v1/catalogues/\(catalogue)/templates/letter"
      try await revise(nil)
      #expect(try await door.fetch(path, token: token).body == PaperSamples.pdf())
      let other = PaperSamples.pdf() + [0x0A]
      try await revise(other)
      #expect(try await door.fetch(path, token: token).body == other)
      #expect(try await office.count("select count(*) from case_paper where name = 'template-letter' and case_id = \(catalogue)") == 2)
    }
  }
}

@Suite struct `EX-5.1c data that are not shared` {
  @Test(.clause("EX-5.1a", "EX-5.1c")) func `are no catalogue: its form says where they are filed`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire("editor", "market", ["provider.catalogue"]).token
      let fields = Office.catalogueFields("甲", class: "none")
      let reply = try await door.call("POST", "/api/v1/exchange/catalogue", #"{"fields":\#(fields)}"#, token: token)
      let error = reply.body["errors"]?.array?.first
      #expect(reply.status == 422 && reply.code == "E04" && error?["pointer"]?.string == "/class")
      #expect(error?["link"]?.string == "/api/v1/exchange/no-share" && error?["clause"]?.string == "EX-5.1c")
      #expect(try await door.office.count("select count(*) from case_file") == 0)
      let form = try await door.call("GET", "/api/v1/procedures/exchange.catalogue", token: token).body["fields"]?.array ?? []
      let choices = form.first { $0["name"]?.string == "class" }?["choices"]?.array ?? []
      #expect(choices.map { $0["elsewhere"]?.string } == [nil, nil, "/api/v1/exchange/no-share"])
    }
  }
}
