import Accounts
import CaseDesk
import JSONText
import Measures
import Postgres
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

/// Fails the first, the second, the third … statement of a piece of work until it completes: each failure leaves the database as it was,
/// and the success is there once.
@Suite struct `Work that fails at any statement` {
  /// One line a table: its name, its rows, and a digest of all of them.
  private static let dump = Statement<String>("test.dump", "select dump_all()")

  private func dump(_ database: TestDatabase) async throws -> String { try await database.pool.with { try await $0.one(Self.dump) } }

  private func prepare(_ database: TestDatabase) async throws {
    try await database.pool.with {
      try await $0.script(
        """
        create function dump_all() returns text language plpgsql as $$
        declare t text; line text; found text := '';
        begin
          for t in select tablename from pg_tables where schemaname = 'public' order by 1 loop
            execute format('select count(*) || '' '' || coalesce(md5(string_agg(r::text, chr(10) order by r::text)), ''-'') from %I r', t) into line;
            found := found || t || ' ' || line || chr(10);
          end loop;
          return found;
        end $$
        """)
    }
  }

  /// - Parameter work: done under an idempotency key, so that a repetition after success must change nothing.
  private func wear(
    down title: String, least: Int, _ office: Office, _ work: @escaping @Sendable (Office, String) async throws -> Void
  ) async throws {
    try await prepare(office.database)
    let faults = Faults()
    let fragile = try await Office(faults.over(office.database))
    let before = try await dump(office.database)
    var n = 0
    var done = false
    while !done {
      n += 1
      faults.arm(n)
      do {
        try await work(fragile, "key")
        done = true
      } catch let error as PostgresError where error.sqlstate == "XX000" {
        let after = try await dump(office.database)
        #expect(after == before, "\(title): \(faults.seen.last ?? "-"), statement \(n), left a trace")
      }
      try #require(n < 200, "\(title) never completes")
    }
    faults.disarm()
    #expect(n > least, "\(title) needed only \(n) statements: \(faults.seen)")
    let after = try await dump(office.database)
    #expect(after != before)
    try await work(fragile, "key")
    #expect(try await dump(office.database) == after, "\(title) was done twice")
    await fragile.database.pool.close()
  }

  private static func act(
    _ office: Office, _ key: String, _ step: String, _ procedure: Procedure, _ id: Int64, _ input: String = "{}", by person: Person
  ) async throws {
    let object = try JSON.parse(input).object ?? JSONObject()
    let answer = try await office.records.once(key, request: Array(input.utf8), .account(person.id)) { [cases = office.cases] work in
      let row = try await cases.take(step, on: id, of: procedure, object, by: person, in: work)
      return Answer(200, ["state": .string(row.state)])
    }
    #expect(answer.status == 200)
  }

  @Test func `a submission`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let draft = try await office.open(.application, Office.applicationFields("月报"), parent: resource, by: staff.applicant).id
      try await wear(down: "submit", least: 15, office) { try await Self.act($0, $1, "submit", .application, draft, by: staff.applicant) }
      #expect(try await office.count("select count(*) from case_clock") == 2)
      #expect(try await office.count("select count(*) from case_act where case_id = \(draft)") == 1)
    }
  }

  @Test func `an approval that creates a grant`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      try await wear(down: "approve", least: 20, office) {
        try await Self.act($0, $1, "approve", .application, application, by: staff.providerReviewer)
      }
      #expect(try await office.count("select count(*) from access_grant") == 1)
      #expect(try await office.count("select count(*) from job where kind = 'deliver'") == 1)
    }
  }

  @Test func `a revocation`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      try await wear(down: "revoke", least: 12, office) {
        try await Self.act($0, $1, "revoke", .grant, grant, #"{"ground":"violation","facts":"向第三方提供数据","evidence":"调用记录"}"#, by: staff.providerReviewer)
      }
      #expect(try await office.page(.grant, grant, for: staff.receiver).row.state == "revoked")
    }
  }

  @Test func `a holiday notice`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      try await office.setClock(try #require(Instant("2027-03-01T09:00:00+08:00")))
      _ = try await office.application(resource, staff)
      let day = try #require(Day(2027, 3, 4))
      try await wear(down: "load calendar", least: 10, office) { fragile, key in
        _ = try await fragile.records.once(key, request: [1], .account(staff.bureau.id)) { work in
          Answer(200, ["moved": JSON(try await ClockKeeper().load(year: 2027, notice: "国办通知", days: [(day, .holiday)], in: work))])
        }
      }
      #expect(try await office.count("select count(*) from clock_shift") == 1)
    }
  }

  @Test func `a new account`() async throws {
    try await Office.with { office in
      let bureau = try await office.hire("bureau", "data-bureau", ["bureau.account"]).person
      try await wear(down: "create account", least: 8, office) { fragile, key in
        _ = try await fragile.records.once(key, request: [1], .account(bureau.id), keep: { _ in Answer(201, [:]) }) {
          [accounts = fragile.accounts] work in
          let new = try await accounts.create(
            "newcomer", name: "新人", department: "market", roles: ["provider.review", "user.apply"], by: bureau, in: work)
          return Answer(201, ["activation": .string(new.activation)])
        }
      }
      #expect(try await office.count("select count(*) from account where login = 'newcomer'") == 1)
      #expect(try await office.count("select count(*) from account_role where role = 'user.apply'") == 1)
    }
  }
}
