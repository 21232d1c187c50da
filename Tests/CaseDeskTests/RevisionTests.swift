import CaseDesk
import Measures
import Postgres
import Testing
import Workbench
import Workflow

@Suite struct `A revision of a procedure` {
  private func start(_ office: Office) async -> String? {
    do {
      try await Declarations().check(office.records)
      return nil
    } catch { return "\(error)" }
  }

  @Test func `goes on with the open cases of those it adopts, and with no other`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let row = try await office.open(.catalogue, "{}", by: staff.editor)
      func become(_ revision: Int, _ state: String) async throws {
        try await office.database.pool.with {
          try await $0.script(
            """
            insert into procedure_sheet (procedure, revision, hash, sheet) values ('exchange.catalogue', \(revision), '\\x01', 'old')
              on conflict do nothing;
            update case_file set revision = \(revision), state = '\(state)' where id = \(row.id)
            """)
        }
      }
      try await become(1, "draft")
      #expect(await start(office) == nil)
      #expect(try await office.act("discard", .catalogue, row.id, by: staff.editor).state == "discarded")
      try await become(99, "draft")
      #expect(await start(office)?.contains("exchange.catalogue r99") == true)
      try await become(99, "cancelled")
      #expect(await start(office) == nil)
    }
  }

  @Test func `is refused under a number that another text has`() async throws {
    try await Office.with { office in
      try await office.database.pool.with { try await $0.script("update procedure_sheet set hash = '\\x01' where procedure = 'exchange.grant'") }
      #expect(await start(office)?.contains("exchange.grant") == true)
    }
  }
}
