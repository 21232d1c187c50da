import Accounts
import CaseDesk
import Foundation
import JSONText
import Measures
import Postgres
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@testable import API

/// Who may enter where, as text that a person can read: Matrix/routes.txt. `GOLDEN=write` rewrites it.
@Suite struct `Routes and roles` {
  static let roles: [(name: String, department: String)] = [
    ("bureau.account", "data-bureau"), ("bureau.catalogue", "data-bureau"), ("bureau.application", "data-bureau"),
    ("bureau.operation", "data-bureau"), ("bureau.audit", "data-bureau"), ("provider.catalogue", "market"), ("provider.review", "market"),
    ("user.apply", "statistics"), ("user.receive", "statistics"), ("user.audit", "statistics"),
  ]
  static let administrators = ["system", "security", "audit"]

  /// What stands there for a caller to reach: drafts, a case under review, a grant, all with their numbers.
  private struct Scene: Sendable {
    let application: Int64, interfaceApplication: Int64, draft: Int64, catalogue: Int64, resourceDraft: Int64, grant: Int64, source: Int64
    let clock: Int64, account: Int64, entry: Int64
  }

  private func scene(_ office: Office) async throws -> Scene {
    let staff = try await office.staff()
    let resource = try await office.resource(staff)
    let grant = try await office.grant(resource, system: "旧系统", staff)
    let application = try await office.application(resource, staff)
    try await office.database.pool.with { connection in
      _ = try await connection.run(Self.letter, application, PaperSamples.pdf(), staff.applicant.id)
    }
    let asked = try await office.open(
      .application, Office.applicationFields("接口系统", sealed: true), parent: office.interface(staff), by: staff.applicant).id
    try await office.lay("stamped-form", "申请表.pdf", PaperSamples.pdf(), in: asked, of: .application, by: staff.applicant)
    try await office.act("submit", .application, asked, by: staff.applicant)
    let draft = try await office.open(.application, Office.applicationFields("草稿系统", sealed: true), parent: resource, by: staff.applicant).id
    let catalogue = try #require(try await office.page(.resource, resource, for: staff.editor).row.parent)
    let resourceDraft = try await office.open(.resource, #"{"code":"draft-one"}"#, parent: catalogue, by: staff.editor).id
    let clock = try #require(try await office.page(.application, application, for: staff.bureau).clocks.first).id
    let source = try #require(try await office.registry.sources(for: staff.editor).first).id
    let account = try await office.hire("spare", "market").person.id
    try await office.database.pool.with {
      try await $0.script(
        """
        insert into landing (department, host, port, database, login, secret, folder, made_at)
        values ('statistics', 'landing.example', 5432, 'd', 'l', '\\x00', 'f', now());
        insert into call_log (journal, seq, day, call_id, at, access_grant, resource, department, method, path, peer, admitted)
        values ('\\x01', 1, '2026-11-25', 'call-1', now(), \(grant), \(resource), 'statistics', 'GET', '/', '127.0.0.1', true)
        """)
    }
    return Scene(
      application: application, interfaceApplication: asked, draft: draft, catalogue: catalogue, resourceDraft: resourceDraft, grant: grant,
      source: source, clock: clock, account: account, entry: try await entry(office, staff))
  }

  /// A training of the user department.
  private func entry(_ office: Office, _ staff: Office.Staff) async throws -> Int64 {
    let fields = try JSON.parse(#"{"date":"2026-11-20","topic":"数据安全","people":35}"#).object ?? JSONObject()
    return try await office.records.perform(.account(staff.applicant.id)) { work in
      try await LedgerDesk(office.records).add(fields, to: .training, by: staff.applicant, in: work).id
    }
  }

  /// A paper of a case that has already gone out.
  private static let letter = Statement<NoRow, Int64, [UInt8], Int64>(
    "test.letter",
    """
    insert into case_paper (case_id, name, version, file_name, media_type, size, sha256, body, put_by, put_at)
    values ($1, 'letter', 1, '函.pdf', 'application/pdf', length($2), sha256($2), $2, $3, now())
    """)

  /// A call that reaches the route and, for whoever may, is answered without changing anything that the next caller needs.
  private func sample(_ route: Route, _ scene: Scene) -> (path: String, body: String?) {
    let strange = #"{"fields":{"strange":1}}"#
    let particular: [String: (String, String?)] = [
      "GET /api/v1/procedures/{code}": ("/api/v1/procedures/exchange.application", nil),
      "GET /api/v1/{measure}/{procedure}": ("/api/v1/exchange/application", nil),
      "POST /api/v1/{measure}/{procedure}": ("/api/v1/exchange/application", #"{"parent":1,"fields":{"strange":1}}"#),
      "GET /api/v1/{measure}/{procedure}/{id}": ("/api/v1/exchange/application/\(scene.application)", nil),
      "PATCH /api/v1/{measure}/{procedure}/{id}": ("/api/v1/exchange/application/\(scene.draft)", strange),
      "DELETE /api/v1/{measure}/{procedure}/{id}": ("/api/v1/exchange/application/\(scene.application)", nil),
      "PUT /api/v1/{measure}/{procedure}/{id}/papers/{name}": ("/api/v1/exchange/application/\(scene.draft)/papers/letter?file=a.pdf", "no pdf"),
      "GET /api/v1/{measure}/{procedure}/{id}/papers": ("/api/v1/exchange/application/\(scene.application)/papers", nil),
      "GET /api/v1/{measure}/{procedure}/{id}/papers/{name}": ("/api/v1/exchange/application/\(scene.application)/papers/letter", nil),
      "GET /api/v1/exchange/application/{id}/form": ("/api/v1/exchange/application/\(scene.interfaceApplication)/form", nil),
      "POST /api/v1/{measure}/{procedure}/{id}/acts/{step}": ("/api/v1/exchange/application/\(scene.application)/acts/reject", "{}"),
      "POST /api/v1/exchange/resource/{id}/self-check": ("/api/v1/exchange/resource/\(scene.resourceDraft)/self-check", nil),
      "POST /api/v1/sources/{id}/test": ("/api/v1/sources/\(scene.source)/test", nil),
      "GET /api/v1/sources/{id}/columns": ("/api/v1/sources/\(scene.source)/columns?table=t", nil),
      "GET /api/v1/exchange/catalogue/{id}/lint": ("/api/v1/exchange/catalogue/\(scene.catalogue)/lint", nil),
      "GET /api/v1/catalogues/{id}/versions": ("/api/v1/catalogues/\(scene.catalogue)/versions", nil),
      "GET /api/v1/catalogues/{id}/diff": ("/api/v1/catalogues/\(scene.catalogue)/diff", nil),
      "GET /api/v1/catalogues/{id}/templates/{name}": ("/api/v1/catalogues/\(scene.catalogue)/templates/letter", nil),
      "GET /api/v1/imports/template": ("/api/v1/imports/template", nil), "GET /api/v1/cascade/export": ("/api/v1/cascade/export", nil),
      "GET /api/v1/calls": ("/api/v1/calls?grant=\(scene.grant)", nil),
      "GET /api/v1/clocks/due": ("/api/v1/clocks/due?start=2026-09-18&rule=CK2", nil),
      "POST /api/v1/clocks/{id}/urge": ("/api/v1/clocks/\(scene.clock)/urge", "{}"),
      "GET /api/v1/calendar/{year}": ("/api/v1/calendar/2026", nil), "PUT /api/v1/calendar/{year}": ("/api/v1/calendar/2026", "{}"),
      "POST /api/v1/accounts/{id}/acts/{step}": ("/api/v1/accounts/\(scene.account)/acts/enable", nil),
      "PUT /api/v1/accounts/{id}/roles": ("/api/v1/accounts/\(scene.account)/roles", #"{"roles":["bureau.audit"]}"#),
      "POST /api/v1/jobs/{id}/retry": ("/api/v1/jobs/999999/retry", nil), "GET /api/v1/calls/{id}": ("/api/v1/calls/call-1", nil),
      "PUT /api/v1/sessions/current/password": ("/api/v1/sessions/current/password", #"{"old":"wrong","new":"a new phrase of 20"}"#),
    ]
    if let found = particular.merging(keeping(scene), uniquingKeysWith: { one, _ in one })["\(route.method.rawValue) \(route.path)"] { return found }
    let path = route.path.replacingOccurrences(of: "{id}", with: String(scene.grant))
    return (path, route.method == .get || route.method == .delete ? nil : "{}")
  }

  private func keeping(_ scene: Scene) -> [String: (String, String?)] {
    let ledger = "/api/v1/ledgers/exchange.training"
    return [
      "GET /api/v1/ledgers/{code}": (ledger, nil), "POST /api/v1/ledgers/{code}": (ledger, "{}"),
      "GET /api/v1/ledgers/{code}/counts": ("\(ledger)/counts?from=2026-11-01&to=2026-11-30", nil),
      "GET /api/v1/ledgers/{code}/export": ("\(ledger)/export", nil), "GET /api/v1/ledgers/{code}/{id}": ("\(ledger)/\(scene.entry)", nil),
      "PUT /api/v1/ledgers/{code}/{id}": ("\(ledger)/\(scene.entry)", "{}"),
      "PUT /api/v1/ledgers/{code}/{id}/papers/{name}": ("\(ledger)/\(scene.entry)/papers/plan?file=a.pdf", "no pdf"),
      "GET /api/v1/ledgers/{code}/{id}/papers/{name}": ("\(ledger)/\(scene.entry)/papers/plan", nil),
      "GET /api/v1/use-log": ("/api/v1/use-log?from=2026-11-01&to=2026-11-30", nil),
      "GET /api/v1/{measure}/{procedure}/{id}/messages": ("/api/v1/exchange/application/\(scene.application)/messages", nil),
      "POST /api/v1/{measure}/{procedure}/{id}/messages": ("/api/v1/exchange/application/\(scene.application)/messages", "{}"),
      "GET /api/v1/calls/{id}/evidence": ("/api/v1/calls/call-1/evidence", nil),
      "GET /api/v1/interfaces/report": ("/api/v1/interfaces/report?from=2026-11-01&to=2026-11-30", nil),
      "GET /api/v1/statistics/snapshots/{month}": ("/api/v1/statistics/snapshots/2020-01", nil),
      "GET /api/v1/law/{measure}": ("/api/v1/law/EX", nil),
      "GET /api/v1/statistics/{figure}": ("/api/v1/statistics/catalogue.state.review", nil),
      "GET /api/v1/settings/{name}/effect": ("/api/v1/settings/exchange.idle-warning/effect?value=10&from=2030-01-02", nil),
      "GET /api/v1/addresses/pools/{id}/free": ("/api/v1/addresses/pools/1/free?length=24", nil),
      "GET /api/v1/requests/{request}": ("/api/v1/requests/0000000000000000", nil),
      "POST /api/v1/notices/seen": ("/api/v1/notices/seen", "{}"), "PUT /api/v1/notices/mail": ("/api/v1/notices/mail", "{}"),
      "PUT /api/v1/settings/{name}": ("/api/v1/settings/exchange.idle-warning", "{}"),
      "POST /api/v1/clocks/rules": ("/api/v1/clocks/rules", "{}"),
      "GET /api/v1/clocks/{id}/explain": ("/api/v1/clocks/\(scene.clock)/explain", nil),
      "PUT /api/v1/departments/{code}": ("/api/v1/departments/petition", "{}"),
      "POST /api/v1/departments/{code}/successor": ("/api/v1/departments/petition/successor", "{}"),
    ]
  }

  private func answer(_ door: Door, _ route: Route, _ path: String, _ body: String?, _ token: String?, _ name: String) async throws -> Int {
    // A document is no JSON; only its status matters here.
    if route.method == .get {
      let found = try await door.fetch(path, token: token)
      #expect(found.status < 500, "GET \(path) as \(name): \(found.status) \(found.text)")
      return found.status
    }
    let reply = try await door.call(route.method.rawValue, path, body, token: token)
    #expect(reply.status < 500, "\(route.method.rawValue) \(path) as \(name): \(reply.status) \(reply.body.text)")
    return reply.status
  }

  @Test func `stand as the matrix says`() async throws {
    try await Door.with { door in
      let scene = try await scene(door.office)
      var tokens: [(name: String, token: String?)] = [("anonymous", nil)]
      for (name, department) in Self.roles { tokens.append((name, try await door.office.hire("m.\(name)", department, [name]).token)) }
      for name in Self.administrators {
        tokens.append(("admin.\(name)", try await door.office.hire("m.admin.\(name)", "data-bureau", administrator: name).token))
      }
      var text = "Who may enter where. 404: what he may not see is not there; ok: let in. Kept by a test; GOLDEN=write rewrites it.\n"
      for route in Routes(desks: Door.desks(door.office)).all {
        let (path, body) = sample(route, scene)
        #expect(!path.contains("{"), "\(route.path) needs a sample")
        var groups: [String: [String]] = [:]
        for (name, token) in tokens {
          var token = token
          // Leaving ends the session that leaves: it gets one of its own.
          if route.method == .delete, route.path.hasSuffix("/sessions/current"), token != nil {
            token = try await door.office.accounts.login("m.\(name)", Office.password).token
          }
          let status = try await answer(door, route, path, body, token, name)
          groups[[401, 403, 404].contains(status) ? String(status) : "ok", default: []].append(name)
        }
        text += "\n\(route.method.rawValue) \(route.path)  \(route.summary)\n"
        for group in ["401", "403", "404", "ok"] where groups[group] != nil {
          text += "  \(group.padding(toLength: 4, withPad: " ", startingAt: 0))\((groups[group] ?? []).joined(separator: " "))\n"
        }
      }
      let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Matrix/routes.txt")
      if ProcessInfo.processInfo.environment["GOLDEN"] == "write" { try text.write(to: golden, atomically: true, encoding: .utf8) }
      let kept = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      for (line, was) in zip(text.split(separator: "\n", omittingEmptySubsequences: false), kept) { #expect(line == was) }
      #expect(kept.count == text.split(separator: "\n", omittingEmptySubsequences: false).count)
    }
  }

  @Test func `stand in the OpenAPI text, every one and no other`() async throws {
    try await Door.with { door in
      let document = try await door.call("GET", "/openapi.json").body
      var described: Set<String> = []
      for path in document["paths"]?.object?.members ?? [] {
        for method in path.value.object?.names ?? [] { described.insert("\(method.uppercased()) \(path.name)") }
      }
      #expect(described == Set(Routes(desks: Door.desks(door.office)).all.map { "\($0.method.rawValue) \($0.path)" }))
    }
  }
}
