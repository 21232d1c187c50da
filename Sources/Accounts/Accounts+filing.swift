import JSONText
import Postgres
import Records
import Vocabulary

extension Accounts {
  /// The filing list of all accounts (备案清单, EX-17a), page by page. Each export is audited before its first line leaves.
  package func fileList(by person: Person, format: String) async throws {
    try await records.perform(.account(person.id)) { work in
      work.note("account.filing", "account:all", ["format": .string(format)])
    }
  }

  package func filed(after: Int64, limit: Int) async throws -> [FiledAccount] {
    try await records.pool.with { try await $0.all(HandoverStatements.filed, after, limit) }
  }
}
