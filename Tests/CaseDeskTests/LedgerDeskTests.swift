import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `The ledgers` {
  private func add(_ office: Office, _ ledger: Ledger, _ fields: String, by person: Person) async throws -> LedgerRow {
    let object = try JSON.parse(fields).object ?? JSONObject()
    return try await office.records.perform(.account(person.id)) { work in
      try await LedgerDesk(office.records).add(object, to: ledger, by: person, in: work)
    }
  }

  private func correct(_ office: Office, _ row: LedgerRow, _ ledger: Ledger, _ fields: String, seen: Int32? = nil, by person: Person) async throws
    -> LedgerRow
  {
    let object = try JSON.parse(fields).object ?? JSONObject()
    return try await office.records.perform(.account(person.id)) { work in
      try await LedgerDesk(office.records).correct(row.id, of: ledger, seen: seen, object, reason: "更正", by: person, in: work)
    }
  }

  private func retract(_ office: Office, _ row: LedgerRow, _ reason: String, by person: Person) async throws -> LedgerRow {
    try await office.records.perform(.account(person.id)) { work in
      try await LedgerDesk(office.records).retract(row.id, of: .training, seen: nil, reason: reason, by: person, in: work)
    }
  }

  private static let training = #"{"date":"2026-11-20","topic":"数据安全","people":35}"#
  private static let fault = #"{"scope":"网关","start":"2026-11-20T08:00:00+08:00","cause":"断电"}"#

  private func trained(_ office: Office, for person: Person) async throws -> [String] {
    let (from, to) = (try #require(Day("2026-11-01")), try #require(Day("2026-11-30")))
    return try await LedgerDesk(office.records).counts(.training, from: from, to: to, for: person).map { "\($0.department) \($0.count)" }
  }

  @Test(.clause("EX-18")) func `EX-18 count a training for its department, as the bureau reports it`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      _ = try await add(office, .training, Self.training, by: staff.applicant)
      _ = try await add(office, .training, Self.training, by: staff.receiver)
      _ = try await add(office, .training, #"{"date":"2026-10-31","topic":"旧","people":1}"#, by: staff.applicant)
      _ = try await add(office, .training, Self.training, by: staff.editor)
      #expect(try await trained(office, for: staff.bureau) == ["market 1", "statistics 2"])
      #expect(try await trained(office, for: staff.applicant) == ["statistics 2"])
    }
  }

  @Test func `EX-18 correct by a new version, and take out of what counts without deleting`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let row = try await add(office, .training, Self.training, by: staff.applicant)
      let second = try await correct(office, row, .training, #"{"date":"2026-11-20","topic":"数据安全","people":36}"#, by: staff.applicant)
      #expect(second.version == 2 && second.fields["people"]?.int == 36)
      #expect(try await Office.codes { _ = try await correct(office, row, .training, Self.training, seen: 1, by: staff.applicant) } == ["case.changed"])
      #expect(try await Office.codes { _ = try await retract(office, row, " ", by: staff.applicant) } == ["E59"])
      #expect(try await retract(office, row, "重复登记", by: staff.applicant).isRetracted)
      #expect(try await Office.codes { _ = try await retract(office, row, "重复登记", by: staff.applicant) } == ["E76"])
      #expect(try await trained(office, for: staff.bureau) == [])
      let history = try await LedgerDesk(office.records).history(row.id, of: .training, for: staff.bureau).versions
      #expect(history.map(\.version) == [1, 2, 3] && history.first?.fields["people"]?.int == 35)
    }
  }

  @Test(arguments: ["ledger_entry", "ledger_version", "ledger_paper"]) func `are append-only in the database`(table: String) async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      _ = try await add(office, .training, Self.training, by: staff.applicant)
      for statement in ["delete from \(table)", "update \(table) set department = department", "truncate \(table) cascade"] {
        await #expect(throws: PostgresError.self) { try await office.database.pool.with { try await $0.script(statement) } }
      }
      #expect(try await office.count("select count(*) from ledger_version") == 1)
    }
  }

  @Test func `EX-17c are written and read by whom the declaration names`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let desk = LedgerDesk(office.records)
      #expect(try await Office.codes { _ = try await add(office, .fault, Self.fault, by: staff.editor) } == ["E02"])
      #expect(try await Office.codes { _ = try await add(office, .auditRecord, "{}", by: staff.applicant) } == ["E02"])
      let fault = try await add(office, .fault, Self.fault, by: staff.bureau)
      #expect(try await desk.list(.fault, department: nil, for: staff.applicant, after: 0, limit: 10).map(\.id) == [fault.id])
      let own = try await add(office, .training, Self.training, by: staff.editor)
      #expect(try await desk.list(.training, department: nil, for: staff.applicant, after: 0, limit: 10).isEmpty)
      #expect(try await desk.list(.training, department: nil, for: staff.bureau, after: 0, limit: 10).map(\.id) == [own.id])
      #expect(try await Office.codes { _ = try await desk.history(own.id, of: .training, for: staff.applicant) } == ["ledger.entry"])
      #expect(try await Office.codes { _ = try await desk.history(own.id, of: .fault, for: staff.editor) } == ["ledger.entry"])
      #expect(try await Office.codes { _ = try await correct(office, own, .training, Self.training, by: staff.applicant) } == ["ledger.entry"])
      #expect(try await Office.codes { _ = try await correct(office, own, .training, Self.training, by: staff.bureau) } == ["E02"])
      let keeper = try await office.hire("system.admin", "data-bureau", administrator: "system").person
      #expect(try await Office.codes { _ = try await desk.list(.training, department: nil, for: keeper, after: 0, limit: 10) } == ["E02"])
    }
  }

  @Test(.clause("EX-4c")) func `EX-4c take a record of another route, and refuse nothing for it`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let fields = #"{"date":"2026-11-20","data":"婚姻登记","route":"国家部委专线","reason":"平台尚无该数据"}"#
      let row = try await add(office, .otherRoute, fields, by: staff.applicant)
      #expect(row.department == "statistics" && row.version == 1)
      #expect(try await LedgerDesk(office.records).list(.otherRoute, department: "statistics", for: staff.bureau, after: 0, limit: 10).count == 1)
      _ = try await office.application(try await office.resource(staff), staff)
    }
  }

  @Test func `EX-21 hand over only a violation that exists`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let catalogue = try await office.open(.catalogue, #"{"name":"甲"}"#, by: staff.editor)
      func fields(_ id: Int64) -> String { #"{"violation":\#(id),"date":"2026-11-20","recipient":"市监委","number":"嘉数移〔2026〕1号"}"# }
      for id in [999_999, catalogue.id] {
        #expect(try await Office.codes { _ = try await add(office, .transfer, fields(id), by: staff.bureau) } == ["E73"])
      }
      let violation = try await office.database.pool.with { connection in
        if try await connection.one(Statement<Int64>("test.sheet", "select count(*) from procedure_sheet where procedure = 'exchange.violation'")) == 0 {
          try await connection.script("insert into procedure_sheet values ('exchange.violation', 1, '\\x00', '')")
        }
        return try await connection.one(
          Statement<Int64>(
            "test.violation",
            """
            insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at)
            select 'WG-1', procedure, revision, 'registered', 'data-bureau', \(staff.bureau.id), now(), now()
            from procedure_sheet where procedure = 'exchange.violation' limit 1
            returning id
            """))
      }
      #expect(try await add(office, .transfer, fields(violation), by: staff.bureau).version == 1)
    }
  }

  @Test func `keep a report with an audit, and every version of it`() async throws {
    try await Office.with { office in
      let auditor = try await office.hire("auditor", "statistics", ["user.audit"]).person
      let desk = LedgerDesk(office.records)
      let row = try await add(
        office, .auditRecord, #"{"from":"2025-11-01","to":"2026-10-31","date":"2026-11-20","findings":"未发现问题"}"#, by: auditor)
      let (first, second) = (PaperSamples.pdf(), PaperSamples.pdf([(1, 1)]))
      @Sendable func lay(_ name: String, _ body: [UInt8]) async throws {
        _ = try await office.records.perform(.account(auditor.id)) { work in
          try await desk.lay(NewPaper(name: name, file: "a.pdf", body: body), in: row.id, of: .auditRecord, by: auditor, work: work)
        }
      }
      let refused = (
        try await Office.codes { try await lay("other", first) }, try await Office.codes { try await lay("report", Array("no pdf".utf8)) }
      )
      #expect(refused.0 == ["ledger.paper"] && refused.1 == ["E79"])
      try await lay("report", first)
      try await lay("report", second)
      #expect(try await desk.history(row.id, of: .auditRecord, for: auditor).papers.map(\.version) == [2])
      #expect(try await office.count("select count(*) from ledger_paper") == 2)
      let body = try await office.records.perform(.account(auditor.id)) { work in
        try await desk.paper("report", of: row.id, in: .auditRecord, for: auditor, work: work)
      }
      #expect(body.body == second)
    }
  }
}
