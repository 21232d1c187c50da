import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Records
import Registry
import Testing
import Workbench
import Workflow

@Suite struct `A revision of a catalogue` {
  private func revise(_ office: Office, _ staff: Office.Staff, _ catalogue: Int64, class shareClass: String, items: String) async throws {
    let fields = """
      {"name":"目录columns","summary":"测试","class":"\(shareClass)","conditions":["履职需要"],"frequency":"daily","noMaterials":true,
       "items":[\(items)],"note":"修订"}
      """
    let revision = try await office.open(.revision, fields, parent: catalogue, by: staff.editor).id
    try await office.act("submit", .revision, revision, by: staff.editor)
    try await office.act("approve", .revision, revision, by: staff.bureau)
  }
  private static let allItems = #"{"name":"no","label":"编号","type":"integer"},{"name":"name","label":"名称","type":"text"},{"name":"owner","label":"所有人","type":"text"}"#

  @Test(.clause("EX-5.1a")) func `EX-5.1a a class change leaves pending applications with the reviewer and clock of their submission`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let catalogue = try #require(try await office.page(.resource, resource, for: staff.editor).row.parent)
      let pending = try await office.application(resource, staff)
      try await revise(office, staff, catalogue, class: "unconditional", items: Self.allItems)
      #expect(try await office.state(.application, pending, for: staff.applicant) == "provider-review")
      #expect(try await office.codes("approve", .application, pending, by: staff.bureau) == ["E02"])
      try await office.act("approve", .application, pending, by: staff.providerReviewer)
      let later = try await office.application(resource, system: "另一系统", staff)
      #expect(try await office.state(.application, later, for: staff.applicant) == "platform-review")
    }
  }

  @Test(.clause("EX-5.1b")) func `drops items in use: their holders are told, resources no longer have them, the grant stays`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let catalogue = try #require(try await office.page(.resource, resource, for: staff.editor).row.parent)
      let grant = try await office.grant(resource, staff)
      try await revise(office, staff, catalogue, class: "conditional", items: #"{"name":"no","label":"编号","type":"integer"}"#)
      let told = try await office.records.notices("statistics", after: 0, limit: 100).filter { $0.kind == "revision" }.map(\.text)
      #expect(told.count == 1 && told[0].contains("name"))
      #expect(try await office.count("select jsonb_array_length(items)::bigint from resource") == 1)
      #expect(try await office.registry.grant(grant, for: staff.receiver).items == ["no", "name"])
    }
  }

  @Test func `is one at a time, and keeps the catalogue's code`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let catalogue = try #require(try await office.page(.resource, resource, for: staff.editor).row.parent)
      let fields = String(Office.catalogueFields("目录columns", class: "conditional").dropLast()) + #","note":"修订"}"#
      let (one, other) = (
        try await office.open(.revision, fields, parent: catalogue, by: staff.editor).id,
        try await office.open(.revision, fields, parent: catalogue, by: staff.editor).id
      )
      try await office.act("submit", .revision, one, by: staff.editor)
      #expect(try await office.codes("submit", .revision, other, by: staff.editor) == ["E76"])
      try await office.act("approve", .revision, one, by: staff.bureau)
      let code = try await office.count("select count(*) from catalogue_version v join catalogue c on c.id = v.catalogue where v.version = 2")
      #expect(code == 1)
    }
  }
}
