import Accounts
import JSONText
import Measures
import Postgres
import Records
import Registry
import Sharing
import Testing
import Vocabulary
import Workbench
import Workflow

/// A plan is read from a filled table, as the database makes it by itself; which index it names is what keeps the search quick.
@Suite struct `A search's plan` {
  /// Three thousand entries, among which `稀有` stands once and `常见` in each.
  private static let filling = """
    insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at)
    select 'P-' || i, 'exchange.catalogue', (select max(revision) from procedure_sheet where procedure = 'exchange.catalogue'), 'published', 'market', (select min(id) from account), now(), now() from generate_series(1, 3000) i;
    insert into search_entry (case_id, provider, shown, state, class, kinds, frequency, origin, lexemes)
    select id, (array['market', 'water', 'health'])[1 + id % 3], true, 'published', 'conditional', '{table}', 'daily', 'city',
           array_to_tsvector(array['t常见', case when number = 'P-77' then 't稀有' else 't别的' end, 'i项' || id, 's述' || id % 100])
    from case_file where number like 'P-%';
    analyze search_entry;
    analyze case_file;
    """

  private func plan(_ office: Office, _ statement: String, _ values: [String]) async throws -> String {
    try await office.database.pool.with { connection in
      try await connection.script("set plan_cache_mode = force_custom_plan")
      return try await connection.explain(SearchStatements.all.first { $0.name == statement }, values)
    }
  }

  private static let anybody = ["null", "false", "null", "null", "null", "null", "null", "null"]

  @Test func `reads a rare word from the index of words, whatever the page`() async throws {
    try await filled { office in
      for last in ["null", "5000"] {
        let plan = try await plan(office, "search.rank", Self.anybody + [Self.condition("稀有"), last, "20"])
        #expect(plan.contains("search_entry_lexemes") && !plan.contains("Seq Scan"), "\(plan)")
      }
    }
  }

  /// What stands in every entry may as well be read from all of them, but never by walking the key from word to word.
  @Test func `does not walk the key for a common word`() async throws {
    try await filled { office in
      let plan = try await plan(office, "search.rank", Self.anybody + [Self.condition("常见"), "null", "20"])
      #expect(!plan.contains("search_entry_pkey"), "\(plan)")
    }
  }

  @Test func `lists without words by the key, and one provider's by its own index`() async throws {
    try await filled { office in
      let all = try await plan(office, "search.list", Self.anybody + ["null", "20"])
      #expect(all.contains("Index Scan Backward using search_entry_pkey") && !all.contains("Sort"), "\(all)")
      var narrowed = Self.anybody
      narrowed[2] = "'water'"
      let one = try await plan(office, "search.list", narrowed + ["null", "20"])
      #expect(one.contains("Backward") && !one.contains("Sort") && !one.contains("Seq Scan"), "\(one)")
    }
  }

  @Test func `counts the facets of a rare word through the index of words`() async throws {
    try await filled { office in
      let plan = try await plan(office, "search.facets", Self.anybody + [Self.condition("稀有")])
      #expect(plan.contains("search_entry_lexemes") && !plan.contains("Seq Scan"), "\(plan)")
    }
  }

  private static func condition(_ word: String) -> String {
    "'" + (SearchQuery(word)?.ranks[0] ?? "").replacing("'", with: "''") + "'"
  }

  private func filled(_ body: @Sendable (Office) async throws -> Void) async throws {
    try await Office.with { office in
      _ = try await office.staff()
      try await office.database.pool.with { try await $0.script(Self.filling) }
      try await body(office)
    }
  }
}
