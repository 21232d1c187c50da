import Accounts
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

@testable import API

@Suite struct `Another's work` {
  @Test(.clause("EX-3")) func `EX-3 is refused to an account that only uses, when it creates a catalogue`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire("user", "statistics", ["user.apply", "user.receive", "user.audit"]).token
      let reply = try await door.call("POST", "/api/v1/exchange/catalogue", #"{"fields":{"name":"甲"}}"#, token: token)
      #expect(reply.status == 403 && reply.code == "E02" && reply.body["clause"]?.string == "EX-3")
      #expect(try await door.office.count("select count(*) from case_file") == 0)
    }
  }

  @Test(.clause("EX-4a")) func `EX-4a is refused to who is not of the bureau, when he opens the administration`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire(
        "all", "market", ["provider.catalogue", "provider.review", "user.apply", "user.receive", "user.audit"]
      ).token
      for path in ["accounts", "accounts/filing", "jobs", "nodes", "audit", "clocks/open"] {
        let reply = try await door.call("GET", "/api/v1/\(path)", token: token)
        #expect(reply.status == 403 && reply.code == "E02", "\(path)")
      }
      for (method, path, body) in [("POST", "departments", "{}"), ("PUT", "calendar/2026", "{}"), ("POST", "handovers", "{}")] {
        let reply = try await door.call(method, "/api/v1/\(path)", body, token: token)
        #expect(reply.status == 403 && reply.code == "E02", "\(path)")
      }
    }
  }

  @Test(.clause("EX-17a")) func `EX-17a is refused to a provider's editor, when she creates an account`() async throws {
    try await Door.with { door in
      let token = try await door.office.hire("editor", "market", ["provider.catalogue", "provider.review"]).token
      let form = #"{"login":"new.one","name":"新人","department":"market","roles":["provider.review"]}"#
      let reply = try await door.call("POST", "/api/v1/accounts", form, token: token)
      #expect(reply.status == 403 && reply.code == "E02")
      let keeper = try await door.office.hire("keeper", "data-bureau", ["bureau.account"]).token
      #expect(try await door.call("POST", "/api/v1/accounts", form, token: keeper).status == 201)
      let again = try await door.call("POST", "/api/v1/accounts", form, token: keeper)
      #expect(again.status == 422 && again.code == "E68" && again.body["message"]?.string == "账号已存在")
      #expect(try await door.call("POST", "/api/v1/registrations", form).status == 404)
    }
  }
}

@Suite struct `An export` {
  @Test func `EX-17a of the filing list holds every account, more than a page of them, and is audited`() async throws {
    try await Door.with { door in
      let keeper = try await door.office.hire("keeper", "data-bureau", ["bureau.account"]).token
      try await door.office.database.pool.with {
        try await $0.script(
          """
          insert into account (login, name, department, state, created_at, filed_at, closed_at)
          select 'a' || n, '=张,"三"', 'market', 'closed', now(), now(), now() from generate_series(1, 1000) n
          """)
      }
      let json = try await door.call("GET", "/api/v1/accounts/filing?format=json", token: keeper)
      #expect(json.status == 200 && json.body["lines"]?.array?.count == 1001 && json.body["counts"]?["accounts"]?.int == 1001)
      let csv = try await door.text("/api/v1/accounts/filing?format=csv", token: keeper)
      #expect(csv.split(separator: "\r\n").count == 1003 && csv.hasPrefix("\u{FEFF}编号,账号,姓名") && csv.contains(#""'=张,""三""""#))
      #expect(csv.hasSuffix("合计,accounts,1001\r\n"))
      #expect(try await door.office.count("select count(*) from audit_entry where action = 'account.filing'") == 2)
      #expect(try await door.call("GET", "/api/v1/accounts/filing?format=xml", token: keeper).status == 422)
    }
  }

  /// A grant with calls, a delivery and a code of statistics, one call of another department and one of nobody.
  private func use(_ office: Office) async throws -> Int64 {
    let staff = try await office.staff()
    let resource = try await office.resource(staff)
    let grant = try await office.grant(resource, staff)
    try await office.database.pool.with {
      try await $0.script(
        """
        insert into call_log (journal, seq, day, call_id, at, access_grant, resource, department, method, path, peer, admitted, code, status)
        select '\\x01', n, '2026-11-10', 'c' || n, timestamptz '2026-11-10 10:00+08' + (n / 3) * interval '1 second', \(grant), \(resource),
               'statistics', 'GET', '/', '127.0.0.1', n % 4 <> 0, case when n % 4 = 0 then 'E47' end, case when n % 4 <> 0 then 200 end
        from generate_series(1, 2500) n;
        insert into call_log (journal, seq, day, call_id, at, department, method, path, peer, admitted, code) values
          ('\\x02', 1, '2026-11-10', 'other', '2026-11-10 10:00+08', 'market', 'GET', '/', '127.0.0.1', true, null),
          ('\\x02', 2, '2026-11-10', 'nobody', '2026-11-10 10:00+08', null, 'GET', '/', '127.0.0.1', false, 'E36'),
          ('\\x02', 3, '2026-10-31', 'before', '2026-10-31 23:59:59.999999+08', 'statistics', 'GET', '/', '127.0.0.1', true, null),
          ('\\x02', 4, '2026-12-01', 'after', '2026-12-01 00:00+08', 'statistics', 'GET', '/', '127.0.0.1', true, null),
          ('\\x02', 5, '2026-11-01', 'first', '2026-11-01 00:00+08', 'statistics', 'GET', '/', '127.0.0.1', true, null);
        insert into delivery (access_grant, version, kind, started_at, ended_at, outcome, rows_landed)
        values (\(grant), 1, 'table', '2026-11-12 03:00+08', '2026-11-12 03:01+08', 'delivered', 7)
        """)
    }
    return grant
  }

  private static let november = "/api/v1/use-log?from=2026-11-01&to=2026-11-30"

  @Test(.clause("EX-20")) func `EX-20 of the use log counts as the gateway does, for the department and for all`() async throws {
    try await Door.with { door in
      let office = door.office
      _ = try await use(office)
      let auditor = try await office.hire("auditor", "statistics", ["user.audit"]).token
      let own = try await door.call("GET", Self.november, token: auditor)
      let period = "at >= '2026-11-01 00:00+08' and at < '2026-12-01 00:00+08'"
      let calls = try await office.count("select count(*) from call_log where department = 'statistics' and \(period)")
      let refused = try await office.count("select count(*) filter (where not admitted) from call_log where department = 'statistics' and \(period)")
      #expect(calls == 2501 && own.body["counts"]?["calls"]?.int == calls && own.body["counts"]?["refused"]?.int == refused)
      #expect(own.body["counts"]?["deliveries"]?.int == 1)
      let lines = own.body["lines"]?.array ?? []
      let references = lines.filter { $0["kind"]?.string == "call" }.compactMap { $0["reference"]?.string }
      #expect(references.count == calls && Set(references).count == calls && lines.allSatisfy { $0["department"]?.string == "statistics" })
      let overseer = try await office.hire("overseer", "data-bureau", ["bureau.audit"]).token
      let all = try await door.call("GET", Self.november, token: overseer)
      let total = try await office.count("select count(*) from call_log where \(period)")
      #expect(total == 2503 && all.body["counts"]?["calls"]?.int == total)
      let csv = try await door.text(Self.november + "&format=csv&department=market", token: overseer)
      #expect(csv.contains("other") && csv.contains("合计,calls,1\r\n"))
      #expect(try await office.count("select count(*) from audit_entry where action = 'use-log.export'") == 3)
    }
  }

  @Test func `EX-20 of the use log is one's own department's, and lists exports and code resets`() async throws {
    try await Door.with { door in
      let office = door.office
      // A day on which none of the calls below was made.
      try await office.begin(at: try #require(Instant("2027-03-01T10:00:00+08:00")))
      _ = try await use(office)
      let session = try await office.hire("auditor", "statistics", ["user.audit"])
      try await office.records.perform(.account(session.person.id)) { work in
        work.note("code.make", "case:1", ["key": "k", "replacement": "now"])
        work.note("code.make", "case:1", ["key": "j", "replacement": "first"])
        work.note("catalogue.read", "case:1")
      }
      let today = Day(of: try await office.now()).text
      let path = "/api/v1/use-log?from=\(today)&to=\(today)"
      _ = try await door.call("GET", path, token: session.token)
      let second = try await door.call("GET", path, token: session.token)
      let kinds = (second.body["lines"]?.array ?? []).compactMap { $0["kind"]?.string }
      #expect(kinds == ["code.reset", "code.first", "use-log.export", "use-log.export"] && second.body["counts"]?["acts"]?.int == 4)
      #expect(try await door.call("GET", path + "&department=market", token: session.token).code == "E02")
      let applicant = try await office.hire("applies", "statistics", ["user.apply"]).token
      #expect(try await door.call("GET", path, token: applicant).code == "E02")
      for query in ["", "?from=2026-11-02&to=2026-11-01", "?from=x&to=2026-11-01"] {
        #expect(try await door.call("GET", "/api/v1/use-log" + query, token: session.token).status == 422)
      }
    }
  }

  @Test func `EX-20 of the use log is the only thing that may be done with it`() async throws {
    try await Door.with { door in
      _ = try await use(door.office)
      let routes = Routes(desks: Door.desks(door.office)).all
      // Checking the log is a POST, because it is audited; it changes no call.
      let log = routes.filter { $0.path.hasPrefix("/api/v1/use-log") || $0.path.hasPrefix("/api/v1/calls") }
      #expect(log.allSatisfy { $0.method == .get || $0.path == "/api/v1/calls/verify" })
      for statement in [
        "delete from call_log", "truncate call_log", "update call_log set status = 500 where status = 200", "update call_log set path = '/x'",
        "delete from delivery", "delete from audit_entry",
      ] {
        await #expect(throws: PostgresError.self) { try await door.office.database.pool.with { try await $0.script(statement) } }
      }
      // Only the outcome that was still missing may come.
      try await door.office.database.pool.with { try await $0.script("update call_log set status = 200 where call_id = 'first'") }
    }
  }
}

@Suite struct `The ledgers' door` {
  @Test func `breaks an export off where a page cannot be read, so that no cut list passes for a whole one`() async throws {
    try await Door.with { door in
      let session = try await door.office.hire("auditor", "statistics", ["user.audit"])
      let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
      try await door.office.database.pool.with {
        try await $0.script(
          """
          insert into ledger_entry (ledger, department, opened_at) select 'exchange.training', 'statistics', now() from generate_series(1, 500);
          insert into ledger_version (entry, version, fields, day, retracted, written_by, written_at)
          select id, 1, '{}', '2026-11-20', false, \(session.person.id), now() from ledger_entry
          """)
      }
      let path = "/api/v1/ledgers/exchange.training/export"
      #expect(try await door.call("GET", path, token: session.token).body["counts"]?["entries"]?.int == 500)
      try await door.office.database.pool.with {
        try await $0.script(
          """
          insert into ledger_entry (ledger, department, opened_at) values ('exchange.training', 'statistics', now());
          insert into ledger_version (entry, version, fields, day, retracted, written_by, written_at)
          select max(id), 1, '{"a":\(deep)}', '2026-11-20', false, \(session.person.id), now() from ledger_entry
          """)
      }
      await #expect(throws: (any Error).self) { _ = try await door.text(path, token: session.token) }
      #expect(try await door.call("GET", "/healthz/live").status == 200)
    }
  }

  @Test func `EX-18 takes a record through its versions, and its file out again`() async throws {
    try await Door.with { door in
      let session = try await door.office.hire("auditor", "statistics", ["user.audit"])
      let path = "/api/v1/ledgers/exchange.audit-record"
      let report = String(decoding: PaperSamples.pdf(), as: UTF8.self)
      let fields = #"{"fields":{"from":"2025-11-01","to":"2026-10-31","date":"2026-11-20","findings":"未发现问题"}}"#
      let made = try await door.call("POST", path, fields, token: session.token)
      let id = try #require(made.body["id"]?.int)
      #expect(made.status == 201)
      let put = try await door.call("PUT", "\(path)/\(id)", #"{"retract":true,"reason":"重复"}"#, token: session.token, headers: ["If-Match": "1"])
      #expect(put.status == 200 && put.body["version"]?.int == 2)
      let shown = try await door.call("GET", "\(path)/\(id)", token: session.token)
      #expect(shown.body["versions"]?.array?.count == 2 && shown.body["retracted"]?.bool == true)
      #expect(try await door.call("DELETE", "\(path)/\(id)", token: session.token).status == 404)
      #expect(try await door.call("PUT", "\(path)/\(id)/papers/report?file=r.pdf", report, token: session.token).status == 200)
      #expect(try await door.text("\(path)/\(id)/papers/report", token: session.token) == report)
      let csv = try await door.text("\(path)/export?format=csv", token: session.token)
      #expect(csv.contains("发现的问题") && csv.contains("未发现问题") && csv.hasSuffix("合计,entries,1\r\n"))
      let counts = try await door.call("GET", "\(path)/counts?from=2026-11-01&to=2026-11-30", token: session.token)
      #expect(counts.body["counts"]?.array?.isEmpty == true)
      #expect(try await door.call("GET", "/api/v1/ledgers/exchange.nothing", token: session.token).status == 404)
      let list = try await door.call("GET", "/api/v1/ledgers", token: session.token)
      #expect(list.body["ledgers"]?.array?.count == Measure.ledgers.count)
    }
  }

  @Test func `EX-11.5 files a handover, and shows it`() async throws {
    try await Door.with { door in
      let office = door.office
      let (one, two) = (try await office.hire("one", "market", ["provider.catalogue"]), try await office.hire("two", "market", ["provider.catalogue"]))
      let keeper = try await office.hire("keeper", "data-bureau", ["bureau.account"]).token
      _ = try await door.call("POST", "/api/v1/exchange/catalogue", #"{"fields":{"name":"甲"}}"#, token: one.token)
      #expect(try await door.call("POST", "/api/v1/accounts/\(one.person.id)/acts/close", token: keeper).code == "E58")
      let body = #"{"from":\#(one.person.id),"to":\#(two.person.id),"note":"岗位调整"}"#
      #expect(try await door.call("POST", "/api/v1/handovers", body, token: keeper).status == 201)
      #expect(try await door.call("POST", "/api/v1/accounts/\(one.person.id)/acts/close", token: keeper).status == 200)
      let list = try await door.call("GET", "/api/v1/handovers", token: two.token)
      #expect(list.body["handovers"]?.array?.first?["fromLogin"]?.string == "one")
      let filed = try await door.call("GET", "/api/v1/accounts/filing", token: keeper)
      let line = filed.body["lines"]?.array?.first { $0["login"]?.string == "one" }
      #expect(line?["successor"]?.string == "two" && line?["state"]?.string == "closed" && line?["closedAt"]?.string != nil)
    }
  }
}
