import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `The bureau's own numbers` {
  private static func at(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

  private func set(_ door: Door, _ name: String, _ value: String, from day: String = "2026-11-23", token: String) async throws -> Door.Reply {
    try await door.call(
      "PUT", "/api/v1/settings/\(name)", #"{"value":\#(value),"reason":"局务会议纪要〔2026〕5号","from":"\#(day)"}"#, token: token)
  }

  private static func with(_ body: @escaping @Sendable (Door, _ token: String, _ staff: Office.Staff) async throws -> Void) async throws {
    try await Door.with { door in
      try await door.office.begin(at: Self.at("2026-11-23T10:00"))
      let staff = try await door.office.staff()
      try await body(door, try await door.office.accounts.login("bureau", Office.password).token, staff)
    }
  }

  @Test(.clause("EX-6a")) func `govern reminders that start on or after their day, and keep their history`() async throws {
    try await Self.with { door, token, staff in
      let office = door.office
      func due(_ name: String) async throws -> String {
        let id = try await office.open(.catalogue, Office.catalogueFields(name, class: "conditional"), by: staff.editor).id
        try await office.act("submit", .catalogue, id, by: staff.editor)
        return try await office.page(.catalogue, id, for: staff.editor).clocks[0].dueDay.text
      }
      #expect(try await set(door, "exchange.catalogue-review", "5", from: "2026-11-24", token: token).status == 200)
      #expect(try await due("甲") == "2026-11-26")
      try await office.setClock(Self.at("2026-11-24T10:00"))
      #expect(try await due("乙") == "2026-12-01")
      #expect(try await set(door, "exchange.catalogue-review", "4", from: "2026-11-24", token: token).status == 200)
      let settings = try await door.call("GET", "/api/v1/settings", token: token).body["settings"]?.array ?? []
      let line = try #require(settings.first { $0["name"]?.string == "exchange.catalogue-review" })
      #expect(line["value"]?.int == 4 && line["usual"]?.int == 3 && line["clause"]?.string == "EX-6a")
      #expect(line["history"]?.array?.map { $0["value"]?.int } == [5, 4] && line["history"]?.array?[0]["by"]?.string == "bureau")
      #expect(try await office.count("select count(*) from audit_entry where action = 'setting.set'") == 2)
    }
  }

  @Test func `are the operation's to set, within their bounds, with a reason, from today on`() async throws {
    try await Self.with { door, token, staff in
      let editor = try await door.office.accounts.login("editor", Office.password).token
      #expect(try await set(door, "exchange.idle-warning", "20", token: editor).status == 403)
      for (value, day, pointer) in [("61", "2026-11-23", "/value"), ("\"x\"", "2026-11-23", "/value"), ("[1,2]", "2026-11-23", "/value"), ("20", "2026-11-22", "/from")] {
        let reply = try await set(door, "exchange.idle-warning", value, from: day, token: token)
        #expect(reply.status == 422 && reply.body["errors"]?.array?.map { $0["pointer"]?.string } == [pointer], "\(value) \(day)")
      }
      #expect(try await set(door, "exchange.unknown", "1", token: token).status == 404)
      #expect(try await door.office.count("select count(*) from setting") == 0)
    }
  }

  @Test(.clause("EX-10b")) func `EX-10b give the lead of an offline, kept as the length CK9`() async throws {
    try await Self.with { door, token, staff in
      #expect(try await set(door, "exchange.offline-lead", "5", token: token).status == 200)
      #expect(try await set(door, "exchange.offline-lead", "6", token: token).status == 409)
      let office = door.office
      let resource = try await office.resource(staff)
      _ = try await office.grant(resource, staff)
      func plan(_ at: String) -> String { #"{"notice":"系统改造","at":"\#(at):00+08:00"}"# }
      #expect(try await office.codes("plan-offline", .resource, resource, plan("2026-11-27T10:30"), by: staff.editor) == ["E41"])
      #expect(try await office.codes("plan-offline", .resource, resource, plan("2026-11-30T10:30"), by: staff.editor) == [])
    }
  }

  @Test(.clause("EX-11.2b", "EX-11.2c")) func `say when a user is reminded of an end and warned of disuse`() async throws {
    try await Self.with { door, token, staff in
      let office = door.office
      _ = try await set(door, "exchange.expiry-reminders", "[20,10]", token: token)
      _ = try await set(door, "exchange.idle-warning", "30", token: token)
      let table = try await office.grant(office.resource(staff), months: 1, staff)
      let end = try await office.registry.grant(table, for: staff.receiver).expiresAt
      _ = try await office.interfaceGrant(office.interface(staff), staff)
      func notices(_ kind: String) async throws -> Int { try await office.records.notices("statistics", after: 0, limit: 200).filter { $0.kind == kind }.count }
      try await office.setClock(end.adding(seconds: -21 * 86_400))
      try await office.registry.keepTime()
      #expect(try await notices("expiry") == 0)
      try await office.setClock(end.adding(seconds: -20 * 86_400))
      try await office.registry.keepTime()
      #expect(try await notices("expiry") == 1)
      try await office.setClock(Self.at("2027-01-24T00:00"))
      try await office.registry.keepTime()
      #expect(try await notices("idle") == 0)
      try await office.setClock(Self.at("2027-01-25T00:00"))
      try await office.registry.keepTime()
      #expect(try await notices("idle") == 1)
    }
  }

  @Test(.clause("EX-7d")) func `EX-7d say how many files are many`() async throws {
    try await Self.with { door, token, staff in
      let office = door.office
      let catalogue = try #require(try await office.page(.resource, office.resource(staff), for: staff.editor).row.parent)
      let source = try await office.records.perform(.account(staff.editor.id)) { work in
        try await office.registry.addSource("f", kind: "directory", address: ["path": "/data"], secret: nil, by: staff.editor, in: work)
      }
      let fields = #"{"code":"files","title":"文件","kind":"folder","source":\#(source),"path":"/a","fileCount":80}"#
      let id = try await office.open(.resource, fields, parent: catalogue, by: staff.editor).id
      _ = try await set(door, "exchange.many-files", "50", token: token)
      #expect(try await office.codes("attach", .resource, id, by: staff.editor) == ["E33"])
      _ = try await set(door, "exchange.many-files", "80", token: token)
      #expect(try await office.codes("attach", .resource, id, by: staff.editor) == [])
    }
  }

  @Test(.clause("EX-8.2")) func `EX-8.2 say how long a replaced code lives on, and how large a paper may be`() async throws {
    try await Self.with { door, token, staff in
      let office = door.office
      let grant = try await office.interfaceGrant(office.interface(staff), staff)
      let receiver = try await office.accounts.login("receiver", Office.password).token
      _ = try await door.call("POST", "/api/v1/grants/\(grant)/code", "{}", token: receiver)
      _ = try await set(door, "exchange.code-grace", "2", token: token)
      let late = try await door.call("POST", "/api/v1/grants/\(grant)/code", #"{"replace":"planned","days":3}"#, token: receiver)
      #expect(late.status == 422 && late.body["message"]?.string?.contains("最多再用2天") == true)
      #expect(try await door.call("POST", "/api/v1/grants/\(grant)/code", #"{"replace":"planned"}"#, token: receiver).status == 201)
      _ = try await set(door, "exchange.paper-size", "1", token: token)
      let draft = try await office.open(.catalogue, Office.catalogueFields("丙", class: "conditional"), by: staff.editor).id
      let editor = try await office.accounts.login("editor", Office.password).token
      let body = PaperSamples.pdf() + [UInt8](repeating: 0x20, count: 1 << 20)
      let large = try await door.upload("/api/v1/exchange/catalogue/\(draft)/papers/letter?file=a.pdf", body, token: editor)
      #expect(large.status == 422 && large.body["message"]?.string == "附件类型不支持或超过1MB")
    }
  }
}
