import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Sharing
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import API

@Suite struct `EX-6a bulk import` {
  private static let heading = CatalogueSheet.columns.map(\.heading).joined(separator: ",") + "\n"

  /// One catalogue of two items, as its rows stand in the sheet.
  private static func rows(_ code: String, _ name: String, shareClass: String = "有条件共享") -> String {
    """
    \(code),\(name),收录本市企业登记产生的信息,\(shareClass),履职需要,每日,公函,id,编号,整数,是,是
    ,,,,,,,name,名称,文本,,\n
    """
  }

  private static func with(_ body: @escaping @Sendable (Door, _ token: String, _ staff: Office.Staff) async throws -> Void) async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      try await body(door, try await door.office.accounts.login("editor", Office.password).token, staff)
    }
  }

  private static func count(_ reply: Door.Reply, _ outcome: String) -> Int? { reply.body["outcomes"]?[outcome]?.int }

  @Test(.clause("EX-6a")) func `previews without writing, then opens a draft for each code, once`() async throws {
    try await Self.with { door, token, staff in
      let sheet = Self.heading + Self.rows("A-1", "甲") + Self.rows("A-2", "乙")
      let preview = try await door.upload("/api/v1/imports?file=a.csv", sheet, token: token)
      #expect(preview.status == 201 && preview.body["rows"]?.int == 4 && preview.body["faultCount"]?.int == 0)
      #expect(Self.count(preview, "new") == 2)
      #expect(try await door.office.count("select count(*) from case_file") == 0)
      let id = try #require(preview.body["id"]?.int)
      for _ in 0..<2 {
        let done = try await door.call("POST", "/api/v1/imports/\(id)/confirm", "{}", token: token)
        #expect(done.status == 200 && Self.count(done, "new") == 2 && done.body["confirmedAt"]?.string != nil)
        #expect(try await door.office.count("select count(*) from case_file where state = 'draft'") == 2)
      }
      let again = try await door.upload("/api/v1/imports?file=a.csv", sheet, token: token)
      #expect(Self.count(again, "unchanged") == 2 && Self.count(again, "new") == 0)
      let draft = try #require(
        try await door.office.cases.list(.catalogue, state: "draft", for: staff.editor, after: 0, limit: 10).first)
      _ = try await door.office.act("submit", .catalogue, draft.id, by: staff.editor)
      try await door.office.act("approve", .catalogue, draft.id, by: staff.bureau)
    }
  }

  @Test(.clause("EX-6a", "EX-6b")) func `fills a draft of the same code anew, and skips what is published or under review`() async throws {
    try await Self.with { door, token, staff in
      for (code, steps) in [("A-1", 0), ("A-2", 1), ("A-3", 2)] {
        let fields = Office.catalogueFields("旧\(code)", class: "conditional").replacing("{\"name\":\"旧", with: "{\"code\":\"\(code)\",\"name\":\"旧")
        let row = try await door.office.open(.catalogue, fields, by: staff.editor)
        if steps > 0 { try await door.office.act("submit", .catalogue, row.id, by: staff.editor) }
        if steps > 1 { try await door.office.act("approve", .catalogue, row.id, by: staff.bureau) }
      }
      let sheet = Self.heading + ["A-1", "A-2", "A-3", "A-4"].map { Self.rows($0, "新\($0)") }.joined()
      let preview = try await door.upload("/api/v1/imports?file=a.csv", sheet, token: token)
      for outcome in ["new", "changed", "published", "under-way"] { #expect(Self.count(preview, outcome) == 1, "\(outcome)") }
      #expect(preview.body["skipped"]?.array?.compactMap { $0["hint"]?.string }.count == 2)
      let id = try #require(preview.body["id"]?.int)
      _ = try await door.call("POST", "/api/v1/imports/\(id)/confirm", "{}", token: token)
      let names = try await door.office.cases.list(.catalogue, state: nil, for: staff.editor, after: 0, limit: 10).map { $0.fields["name"]?.string }
      #expect(names == ["新A-1", "旧A-2", "旧A-3", "新A-4"])
      let undone = try await door.call("POST", "/api/v1/imports/\(id)/undo", "{}", token: token)
      #expect(undone.body["undone"]?.int == 2 && undone.body["kept"]?.array == [])
      let back = try await door.office.cases.list(.catalogue, state: nil, for: staff.editor, after: 0, limit: 10)
      #expect(back.map { $0.fields["name"]?.string } == ["旧A-1", "旧A-2", "旧A-3"])
      #expect(back[0].fields["noMaterials"] == true && back[0].fields["materials"] == nil)
    }
  }

  @Test(.clause("EX-5.1a", "EX-5.1b")) func `names every fault by row and column, leaves the wrong ones out, and gives the sheet back`() async throws {
    try await Self.with { door, token, _ in
      let wrong = "B-1,=cmd,摘要,,,每日,公函,id,编号,整数,,\n,,,,,,,x,,blob,,\n"
      let preview = try await door.upload("/api/v1/imports?file=b.csv", Self.heading + Self.rows("A-1", "甲") + wrong, token: token)
      #expect(Self.count(preview, "new") == 1 && Self.count(preview, "wrong") == 1)
      let faults = preview.body["faults"]?.array?.map { "\($0["row"]?.int ?? 0) \($0["column"]?.string ?? "-")" }
      #expect(faults?.sorted() == ["4 共享类型", "5 数据项名称", "5 类型"])
      #expect(preview.body["faults"]?.array?.contains { $0["reason"]?.string == "请选择共享类型" } == true)
      let id = try #require(preview.body["id"]?.int)
      let sheet = try await door.file("GET", "/api/v1/imports/\(id)/workbook", token: token)
      let lines = sheet.text.split(separator: "\r\n").map(String.init)
      #expect(sheet.mediaType.hasPrefix("text/csv") && sheet.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
      #expect(lines.count == 5 && lines[0].hasSuffix(",错误原因") && lines[1].hasSuffix(","))
      #expect(lines[3].hasPrefix("B-1,'=cmd,") && lines[3].contains("【共享类型】请选择共享类型") && lines[4].contains("【类型】"))
      _ = try await door.call("POST", "/api/v1/imports/\(id)/confirm", "{}", token: token)
      #expect(try await door.office.count("select count(*) from case_file") == 1)
    }
  }

  @Test(.clause("EX-6a")) func `is taken back within a day, except what someone touched`() async throws {
    try await Self.with { door, token, staff in
      let sheet = Self.heading + Self.rows("A-1", "甲") + Self.rows("A-2", "乙") + Self.rows("A-3", "丙")
      let id = try #require(try await door.upload("/api/v1/imports?file=a.csv", sheet, token: token).body["id"]?.int)
      #expect(try await door.call("POST", "/api/v1/imports/\(id)/undo", "{}", token: token).code == "import.not-confirmed")
      _ = try await door.call("POST", "/api/v1/imports/\(id)/confirm", "{}", token: token)
      let drafts = try await door.office.cases.list(.catalogue, state: "draft", for: staff.editor, after: 0, limit: 10)
      #expect(try await door.call("PATCH", "/api/v1/exchange/catalogue/\(drafts[0].id)", #"{"fields":{"summary":"改过"}}"#, token: token).status == 200)
      try await door.office.act("submit", .catalogue, drafts[1].id, by: staff.editor)
      let undone = try await door.call("POST", "/api/v1/imports/\(id)/undo", "{}", token: token)
      #expect(undone.status == 200 && undone.body["undone"]?.int == 1)
      #expect(undone.body["kept"]?.array?.map { $0["reason"]?.string } == ["导入后已有人修改", "导入后已提交或已作废"])
      #expect(try await door.office.count("select count(*) from case_file where state = 'discarded'") == 1)
      #expect(try await door.call("POST", "/api/v1/imports/\(id)/undo", "{}", token: token).code == "import.undone")
    }
  }

  @Test(.clause("EX-6a")) func `is not taken back after a day of office time`() async throws {
    try await Self.with { door, token, _ in
      let sheet = Self.heading + Self.rows("A-1", "甲")
      let id = try #require(try await door.upload("/api/v1/imports?file=a.csv", sheet, token: token).body["id"]?.int)
      _ = try await door.call("POST", "/api/v1/imports/\(id)/confirm", "{}", token: token)
      try await door.office.setClock(try await door.office.now().adding(seconds: 24 * 3600 + 1))
      #expect(try await door.call("POST", "/api/v1/imports/\(id)/undo", "{}", token: token).code == "import.undo-late")
    }
  }

  @Test(.clause("EX-3")) func `is another department's business to nobody, and its codes are refused`() async throws {
    try await Self.with { door, token, staff in
      let fields = Office.catalogueFields("先", class: "conditional").replacing("{\"name\":\"先", with: "{\"code\":\"A-1\",\"name\":\"先")
      let row = try await door.office.open(.catalogue, fields, by: staff.editor)
      try await door.office.act("submit", .catalogue, row.id, by: staff.editor)
      try await door.office.act("approve", .catalogue, row.id, by: staff.bureau)
      let other = try await door.office.hire("other.editor", "statistics", ["provider.catalogue"]).token
      let preview = try await door.upload("/api/v1/imports?file=a.csv", Self.heading + Self.rows("A-1", "甲"), token: other)
      #expect(Self.count(preview, "wrong") == 1 && preview.body["faults"]?.array?.first?["reason"]?.string == "目录代码已被其他部门使用")
      let id = try #require(preview.body["id"]?.int)
      for (method, path) in [("GET", ""), ("GET", "/lines"), ("GET", "/workbook"), ("POST", "/confirm"), ("POST", "/undo")] {
        #expect(try await door.call(method, "/api/v1/imports/\(id)\(path)", method == "GET" ? nil : "{}", token: token).code == "import.unknown")
      }
    }
  }

  @Test(arguments: ["", "不是模板\n", "\"", "PK\u{3}\u{4}"]) func `refuses a file it cannot read, and says why`(body: String) async throws {
    try await Self.with { door, token, _ in
      let reply = try await door.upload("/api/v1/imports?file=a.csv", body, token: token)
      #expect(reply.status == 422 && reply.code == "import.unreadable")
    }
  }

  @Test func `has a template that is itself a good sheet`() async throws {
    try await Self.with { door, token, _ in
      let template = try await door.file("GET", "/api/v1/imports/template?format=csv", token: token)
      let preview = try await door.upload("/api/v1/imports?file=a.csv", template.text, token: token)
      #expect(preview.status == 201 && Self.count(preview, "new") == 1 && preview.body["faultCount"]?.int == 0)
    }
  }
}
