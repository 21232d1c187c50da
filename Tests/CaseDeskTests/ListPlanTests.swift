import Accounts
import CaseDesk
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

/// A list costs the same however many cases of others there are: each way to a case has an index that keeps the order of pages.
@Suite struct `A list's plan` {
  /// Six thousand applications of other departments; twenty of the statistics bureau, twenty for the water bureau as provider.
  private static let filling = """
    insert into case_file (number, procedure, revision, state, department, counterpart, opened_by, opened_at, changed_at)
    select 'P-' || i, 'exchange.application', (select max(revision) from procedure_sheet where procedure = 'exchange.application'), case when i % 50 = 0 then 'provider-review' else 'granted' end,
           case when i % 300 = 0 then 'statistics' else 'finance' end, case when i % 300 = 1 then 'water' else 'market' end,
           (select min(id) from account), now(), now()
    from generate_series(1, 6000) i;
    analyze case_file;
    """

  /// Cases of other procedures among them, each as long as a form is.
  private static let others = """
    insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at, fields)
    select 'R-' || i, case when i % 6 = 0 then 'exchange.application' else 'exchange.resource' end,
           (select max(revision) from procedure_sheet where procedure = case when i % 6 = 0 then 'exchange.application' else 'exchange.resource' end), 'attached', 'finance',
           (select min(id) from account), now(), now(), jsonb_build_object('title', '资源' || i, 'note', repeat(md5(i::text), 30))
    from generate_series(1, 12000) i;
    """

  private func plan(_ statement: String, _ values: [String], more: String = "") async throws -> String {
    try await Office.with { office in
      _ = try await office.staff()
      return try await office.database.pool.with { connection in
        try await connection.script(Self.filling)
        try await connection.script(more)
        // What stands in an index alone is read from it alone where the table was swept.
        try await connection.script("vacuum analyze case_file")
        return try await connection.explain(CaseStatements.all.first { $0.name == statement }, values)
      }
    }
  }

  /// Procedure, state, text, own department, sees all, states that everybody sees, after, limit.
  private static func view(_ department: String, all: Bool = false) -> [String] {
    ["'exchange.application'", "null", "null", "'\(department)'", "\(all)", "'{}'", "0", "50"]
  }

  @Test func `goes to a department's own cases, and to those in which it is the other side, by their own indexes`() async throws {
    let plan = try await plan("list.own", Self.view("water"))
    #expect(plan.contains("case_file_by_department") && plan.contains("case_file_by_counterpart") && !plan.contains("Seq Scan"), "\(plan)")
  }

  @Test func `of all that went out is read in the order of the page`() async throws {
    let plan = try await plan("list.all", Self.view("data-bureau", all: true))
    #expect(plan.contains("Index Scan using case_file_") && !plan.contains("Seq Scan") && !plan.contains("Sort"), "\(plan)")
  }

  @Test func `by a word walks the index that holds the words`() async throws {
    var values = Self.view("market")
    values[2] = "'不动产'"
    let plan = try await plan("list.sought", values, more: Self.others)
    #expect(plan.contains("Index Only Scan using case_file_sought"), "\(plan)")
  }

  @Test func `of what waits goes by procedure and state`() async throws {
    let plan = try await plan(
      "list.todo", ["'exchange.application'", "null", "null", "'market'", "'{draft}'", "'{provider-review}'", "'{}'", "0", "50", "'{}'"])
    #expect(plan.contains("case_file_by_state") && !plan.contains("Seq Scan on case_file "), "\(plan)")
  }

  @Test func `of my own goes by who opened them`() async throws {
    let plan = try await plan("list.mine", Self.view("statistics") + ["999"])
    #expect(plan.contains("case_file_by_opener") && !plan.contains("Seq Scan"), "\(plan)")
  }
}
