import Postgres
import Records
import Seals
import Vocabulary

extension Accounts {
  /// A person changes her own password; every other session of hers ends. Wrong old ones count like failed logins.
  package func changePassword(of person: Person, token: String, old: String, new: String) async throws {
    try PasswordRule.check(new, login: person.login)
    guard old.utf8.count <= 1024, let credential = try await credential(person.login), let present = credential.password,
      credential.state == "active"
    else { throw Refused(Refusal.wrongPassword.at("/old")) }
    guard !credential.isLocked else { throw Refused(.locked) }
    guard try await matches(old, present) else {
      try await countFailure(credential.id)
      let refused = Refused(Refusal.wrongPassword.at("/old"))
      try await records.note(refused, .account(person.id), "password.change", "account:\(person.id)")
      throw refused
    }
    guard old != new else { throw Refused(Refusal.samePassword.at("/new")) }
    let hash = try await makeHash(new)
    try await records.perform(.account(person.id)) { work in
      // Only over the password that was checked: of two changes at once the second is refused.
      guard try await work.tx.run(AccountStatements.setPassword, person.id, hash, work.now.stamp, present) == 1 else {
        throw Refused(Refusal.wrongPassword.at("/old"))
      }
      _ = try await work.tx.run(AccountStatements.closeOtherSessions, person.id, SM3.hash(Array(token.utf8)))
      work.note("password.change", "account:\(person.id)")
    }
  }

  private func credential(_ login: String) async throws -> CredentialRow? {
    try await records.pool.with { try await $0.first(AccountStatements.credential, login) }
  }
  func countFailure(_ id: Int64) async throws { _ = try await records.pool.with { try await $0.run(AccountStatements.countFailure, id) } }
}
