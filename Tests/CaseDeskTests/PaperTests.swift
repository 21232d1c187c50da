import Accounts
import Evidence
import JSONText
import Measures
import Postgres
import Printing
import Records
import Registry
import Seals
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import CaseDesk

@Suite struct `The papers of a case` {
  private func draft(_ office: Office, _ staff: Office.Staff, fields: String = Office.applicationFields("巡查系统", sealed: true)) async throws -> Int64 {
    try await office.open(.application, fields, parent: office.interface(staff), by: staff.applicant).id
  }

  private func lay(_ office: Office, _ body: [UInt8], _ file: String = "扫描.pdf", in id: Int64, _ staff: Office.Staff) async throws -> [String] {
    try await Office.codes { try await office.lay("stamped-form", file, body, in: id, of: .application, by: staff.applicant) }
  }

  private func form(_ office: Office, _ id: Int64, _ person: Person) async throws -> StampedForm {
    try await office.records.perform(.account(person.id)) { [cases = office.cases] work in
      try await cases.stampedForm(id, for: person, in: work)
    }
  }

  /// Carries out what the outbox holds and answers the readings that the case's page shows.
  private func readings(_ office: Office, _ id: Int64, _ staff: Office.Staff) async throws -> [PaperReading] {
    let versions = try await office.database.pool.with { connection in
      try await connection.all(
        Statement<Int32, Int64>(
          "test.jobs", "select (payload ->> 'version')::int from job where kind = 'paper.read' and (payload ->> 'case')::bigint = $1 order by id"), id)
    }
    for version in versions { try await office.cases.readScan("stamped-form", version: version, of: id) }
    return try await office.page(.application, id, for: staff.applicant).readings
  }

  @Test(.clause("EX-12b")) func `EX-12b without the scan is not submitted, and no clock starts`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let id = try await draft(office, staff)
      #expect(try await Office.codes { try await office.act("submit", .application, id, by: staff.applicant) } == ["E60"])
      #expect(try await office.page(.application, id, for: staff.applicant).clocks.isEmpty)
      #expect(try await lay(office, PaperSamples.docx, "申请表.docx", in: id, staff) == ["E61"])
      #expect(try await lay(office, Array("{}".utf8), "申请表.json", in: id, staff) == ["E61"])
      #expect(try await Office.codes { try await office.act("submit", .application, id, by: staff.applicant) } == ["E60"])
      #expect(try await lay(office, PaperSamples.ofd, in: id, staff) == [])
      try await office.act("submit", .application, id, by: staff.applicant)
      #expect(try await office.page(.application, id, for: staff.providerReviewer).clocks.map(\.code) == ["CK2"])
    }
  }

  @Test(.clause("EX-12a")) func `EX-12a a table is applied for online alone, with no form to print`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let id = try await office.application(office.resource(staff), staff)
      let page = try await office.page(.application, id, for: staff.providerReviewer)
      #expect(page.row.state == "provider-review" && page.papers.isEmpty)
      #expect(try await Office.codes { _ = try await form(office, id, staff.applicant) } == ["form.kind"])
    }
  }

  @Test func `are kept in every version, each to be had again by who may see the case`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let id = try await draft(office, staff)
      let bodies = [PaperSamples.pdf(), PaperSamples.pdf([(1, 1)])]
      for body in bodies { #expect(try await lay(office, body, in: id, staff) == []) }
      func get(_ version: Int32?, _ person: Person) async throws -> StoredPaper {
        try await office.records.perform(.account(person.id)) { [cases = office.cases] work in
          try await cases.paper("stamped-form", version: version, of: id, .application, for: person, in: work)
        }
      }
      #expect(try await get(1, staff.applicant).body == bodies[0])
      #expect(try await get(nil, staff.applicant).body == bodies[1])
      #expect(try await get(2, staff.applicant).paper.sha256 == SHA256.hash(bodies[1]))
      #expect(try await Office.codes { _ = try await get(3, staff.applicant) } == ["paper.unknown"])
      // A draft is its own department's alone; what went out is the reviewer's to read.
      #expect(try await Office.codes { _ = try await get(1, staff.providerReviewer) } == ["case.unknown"])
      try await office.act("submit", .application, id, by: staff.applicant)
      #expect(try await get(1, staff.providerReviewer).body == bodies[0])
      let lines = try await office.records.perform(.account(staff.bureau.id)) { [cases = office.cases] work in
        try await cases.papers(of: id, .application, for: staff.bureau, in: work)
      }
      #expect(lines.map(\.version.paper.version) == [2, 1] && lines.allSatisfy { $0.label == "服务接口申请表(盖章扫描件)" && $0.version.putBy == "applicant" })
      let read = try await office.records.auditLines(after: 0, limit: 1000).filter { $0.action == "paper.read" && $0.subject == "case:\(id)" }
      #expect(read.count == 4)
    }
  }

  @Test func `that the catalogue lists bear its names`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let fields = try #require(try JSON.parse(Office.catalogueFields("目录", class: "conditional")).object)
        .merged(with: JSONObject([.init(name: "noMaterials", value: false), .init(name: "materials", value: [["name": "duty", "label": "履职依据"]])]))
      let catalogue = try await office.open(.catalogue, JSON.object(fields).text, by: staff.editor)
      try await office.act("submit", .catalogue, catalogue.id, by: staff.editor)
      try await office.act("approve", .catalogue, catalogue.id, by: staff.bureau)
      let editor = staff.editor
      let source = try await office.records.perform(.account(editor.id)) { [registry = office.registry] work in
        try await registry.addSource(
          "s", kind: "postgres", address: ["host": "h", "port": 5432, "database": "d", "user": "u"], secret: nil, by: editor, in: work)
      }
      let row = try await office.open(
        .resource, #"{"code":"listed","title":"库表","kind":"table","frequency":"daily","source":\#(source),"schema":"public","table":"t"}"#,
        parent: catalogue.id, by: editor)
      try await office.act("attach", .resource, row.id, by: editor)
      let id = try await office.open(.application, Office.applicationFields("系统", sealed: true), parent: row.id, by: staff.applicant).id
      try await office.lay("duty", "依据.pdf", PaperSamples.pdf(), in: id, of: .application, by: staff.applicant)
      try await office.lay("other", "其他.pdf", PaperSamples.pdf(), in: id, of: .application, by: staff.applicant)
      let lines = try await office.records.perform(.account(staff.applicant.id)) { [cases = office.cases] work in
        try await cases.papers(of: id, .application, for: staff.applicant, in: work)
      }
      #expect(lines.map(\.label) == ["履职依据", nil])
    }
  }

  @Test(.clause("EX-12b")) func `EX-12b a scan of the present form is told from any other`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let id = try await draft(office, staff)
      let now = try await form(office, id, staff.applicant)
      let scans: [(body: [UInt8], outcome: PaperReading.Outcome, warns: Bool)] = [
        (try await QRCode.png(now.mark), .match, false), (try await PaperSamples.pdf(mark: now.mark), .match, false),
        (try await QRCode.png("\(StampedForm.scheme)\(now.number):00"), .mismatch, true),
        (try await QRCode.png("\(StampedForm.scheme)SQ-1:\(hex(now.hash))"), .mismatch, true),
        (try await QRCode.png("https://example.com"), .unreadable, true), (PaperSamples.pdf(), .unreadable, true), (PaperSamples.ofd, .unsupported, true),
      ]
      for (n, scan) in scans.enumerated() {
        #expect(try await lay(office, scan.body, in: id, staff) == [])
        let reading = try #require(try await readings(office, id, staff).first { $0.version == Int32(n + 1) })
        #expect(reading.outcome == scan.outcome && (reading.outcome.warning != nil) == scan.warns, "scan \(n + 1)")
      }
      // A job that is run twice reads once.
      try await office.cases.readScan("stamped-form", version: 1, of: id)
      #expect(try await office.count("select count(*) from paper_reading") == scans.count)
      // It warns; the reviewer decides.
      try await office.act("submit", .application, id, by: staff.applicant)
    }
  }

  @Test(.clause("EX-12b")) func `EX-12b a form changed after it was sealed no longer matches its scan`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let id = try await draft(office, staff)
      let first = try await form(office, id, staff.applicant)
      #expect(try await lay(office, QRCode.png(first.mark), in: id, staff) == [])
      #expect(try await readings(office, id, staff).map(\.outcome) == [.match])
      func fill(_ fields: JSONObject) async throws {
        _ = try await office.records.perform(.account(staff.applicant.id)) { [cases = office.cases] work in
          try await cases.fill(id, of: .application, fields, by: staff.applicant, in: work)
        }
      }
      try await fill(JSONObject([.init(name: "months", value: 24)]))
      #expect(try await readings(office, id, staff).map(\.outcome) == [.mismatch])
      #expect(PaperReading.Outcome.mismatch.warning == "扫描件与当前申请表不一致,请重新打印盖章")
      try await fill(JSONObject([.init(name: "months", value: 12)]))
      #expect(try await readings(office, id, staff).map(\.outcome) == [.match])
    }
  }

  @Test(.clause("EX-12b")) func `EX-12b the form prints every field, as text`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      var fields = try #require(try JSON.parse(Office.applicationFields("<b>系统</b>", sealed: true)).object)
      fields["scope"] = ["city": ["嘉峪关", "<i>"]]
      fields["oneThing"] = true
      fields["oneThingName"] = "新生儿出生一件事"
      let id = try await draft(office, staff, fields: JSON.object(fields).text)
      let form = try await form(office, id, staff.applicant)
      let html = form.page(svg: "<svg></svg>", now: try await office.now()).html
      for word in [
        "服务接口申请表", form.number, "市统计局", "市市场监管局", "接口lookup(lookup)", "&lt;b&gt;系统&lt;/b&gt;", "履行统计职责", "月报", "只进入统计库",
        "批量交换", "编号", "对照", "city:嘉峪关、&lt;i&gt;", "12", "专人专机", "新生儿出生一件事", "已承诺", "盖章", hex(form.hash), "张三", "0937-1234567",
      ] { #expect(html.contains(word), "\(word)") }
      #expect(!html.contains("<b>") && !html.contains("<i>"))
      #expect(form.mark == "exchange-form:\(form.number):\(hex(SM3.hash(Array(form.canonical.utf8))))")
      for field in Procedure.application.fields where field.name != "items" { #expect(html.contains(field.label), "\(field.label)") }
    }
  }
}
