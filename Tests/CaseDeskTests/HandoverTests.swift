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

@Suite struct `A leaver` {
  private func close(_ office: Office, _ account: Person, by bureau: Person) async throws -> [String] {
    try await Office.codes {
      _ = try await office.records.perform(.account(bureau.id)) { [accounts = office.accounts] work in
        try await accounts.change(account.id, "close", by: bureau, in: work)
      }
    }
  }

  private func file(_ office: Office, _ from: Person, _ to: Person, endsCodes: Bool = false, by bureau: Person) async throws -> HandoverLine {
    try await office.records.perform(.account(bureau.id)) { [accounts = office.accounts] work in
      try await accounts.file(Handover(from: from.id, to: to.id, note: "岗位调整", endsCodes: endsCodes), by: bureau, in: work)
    }
  }

  private func refusal(_ office: Office, _ from: Person, _ to: Person, endsCodes: Bool = false, by bureau: Person) async throws -> [String] {
    try await Office.codes { _ = try await file(office, from, to, endsCodes: endsCodes, by: bureau) }
  }

  @Test(.clause("EX-11.5")) func `EX-11.5 with one draft is closed only after its handover, and the draft is the successor's`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let draft = try await office.open(.catalogue, #"{"name":"甲"}"#, by: staff.editor)
      #expect(try await close(office, staff.editor, by: staff.bureau) == ["E58"])
      #expect(try await refusal(office, staff.editor, staff.providerReviewer, by: staff.bureau) == ["handover.roles"])
      let successor = try await office.hire("successor", "market", ["provider.catalogue"]).person
      #expect(try await close(office, staff.editor, by: staff.bureau) == ["E58"])
      let line = try await file(office, staff.editor, successor, by: staff.bureau)
      #expect(line.items.array?.map { $0["case"]?.int } == [Int(draft.id)] && line.codes.isEmpty && line.toLogin == "successor")
      #expect(try await office.count("select opened_by from case_file where id = \(draft.id)") == Int(successor.id))
      #expect(try await close(office, staff.editor, by: staff.bureau) == [])
      #expect(try await office.count("select count(*) from account where id = \(staff.editor.id) and state = 'closed' and closed_at is not null") == 1)
      let edited = try await office.records.perform(.account(successor.id)) { [cases = office.cases] work in
        try await cases.fill(draft.id, of: .catalogue, JSONObject([.init(name: "name", value: "乙")]), by: successor, in: work)
      }
      #expect(edited.fields["name"]?.string == "乙")
    }
  }

  @Test func `EX-11.5 who alone fills a seat at which a case waits, hands over to one who holds it`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(try await office.resource(staff), staff)
      #expect(try await close(office, staff.providerReviewer, by: staff.bureau) == ["E58"])
      // The applicant waits for others: nothing is open with her.
      #expect(try await close(office, staff.applicant, by: staff.bureau) == [])
      #expect(try await refusal(office, staff.providerReviewer, staff.editor, by: staff.bureau) == ["handover.roles"])
      let successor = try await office.hire("successor", "market", ["provider.review"]).person
      let line = try await file(office, staff.providerReviewer, successor, by: staff.bureau)
      #expect(line.items.array?.map { $0["case"]?.int } == [Int(application)] && line.items.array?.first?["own"]?.bool == false)
      #expect(try await close(office, staff.providerReviewer, by: staff.bureau) == [])
      try await office.act("approve", .application, application, by: successor)
    }
  }

  /// A grant in use whose living code was shown to an account.
  private func giveCode(_ office: Office, _ staff: Office.Staff, to account: Int64) async throws -> Int64 {
    let grant = try await office.grant(try await office.resource(staff), staff)
    try await office.database.pool.with {
      try await $0.script(
        "insert into access_code (key_id, access_grant, mac, pepper, made_at, made_by, shown, authority_n) values ('k1', \(grant), '\\x00', 1, now(), \(account), true, 1)")
    }
    return grant
  }

  @Test func `EX-11.5 whose code has been seen takes it out of use, once somebody has said so`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await giveCode(office, staff, to: staff.receiver.id)
      let successor = try await office.hire("successor", "statistics", ["user.receive"]).person
      #expect(try await close(office, staff.receiver, by: staff.bureau) == ["E58"])
      #expect(try await refusal(office, staff.receiver, staff.applicant, by: staff.bureau) == ["handover.roles"])
      #expect(try await refusal(office, staff.receiver, successor, by: staff.bureau) == ["handover.codes"])
      let before = try await office.count("select n from authority")
      let line = try await file(office, staff.receiver, successor, endsCodes: true, by: staff.bureau)
      #expect(line.codes == ["k1"] && line.codesEndAt == line.filedAt)
      #expect(try await office.count("select n from authority") > before)
      #expect(try await office.count("select count(*) from access_code where ends_at <= office_now() and authority_n > \(before)") == 1)
      #expect(try await office.count("select count(*) from notice where kind = 'code.end' and case_id = \(grant)") == 1)
      #expect(try await close(office, staff.receiver, by: staff.bureau) == [])
    }
  }

  @Test func `EX-11.5 whose codes the department has replaced needs no end for them`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      _ = try await giveCode(office, staff, to: staff.receiver.id)
      try await office.database.pool.with { try await $0.script("update access_code set ends_at = now() - interval '1 second'") }
      #expect(try await close(office, staff.receiver, by: staff.bureau) == [])
    }
  }

  @Test func `EX-11.5 without anything open is closed at once, and is replaced by nobody outside the department`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      #expect(try await refusal(office, staff.editor, staff.editor, by: staff.bureau) == ["handover.self"])
      #expect(try await refusal(office, staff.editor, staff.applicant, by: staff.bureau) == ["handover.successor"])
      #expect(try await refusal(office, staff.editor, staff.providerReviewer, by: staff.providerReviewer) == ["E02"])
      #expect(try await close(office, staff.editor, by: staff.bureau) == [])
      #expect(try await refusal(office, staff.editor, staff.providerReviewer, by: staff.bureau) == ["E76"])
    }
  }

  @Test func `stands in handovers that only the department and the bureau read, and that nothing alters`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      _ = try await file(office, staff.editor, staff.providerReviewer, by: staff.bureau)
      let accounts = office.accounts
      #expect(try await accounts.handovers(for: staff.editor, after: 0, limit: 10).count == 1)
      #expect(try await accounts.handovers(for: staff.bureau, after: 0, limit: 10).count == 1)
      #expect(try await accounts.handovers(for: staff.applicant, after: 0, limit: 10).isEmpty)
      await #expect(throws: PostgresError.self) { try await office.database.pool.with { try await $0.script("delete from handover") } }
    }
  }
}
