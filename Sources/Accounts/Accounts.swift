import Postgres
package import Records
package import Seals
package import Vocabulary

/// Departments, named accounts and their sessions. Only the bureau creates accounts (EX-17a).
package struct Accounts: Sendable {
  package struct Session: Sendable {
    package let token: String, endsAt: Instant, person: Person
  }
  package struct NewAccount: Sendable {
    package let id: Int64
    /// Shown once; sets the first password.
    package let activation: String
  }

  package let records: Records
  let leaving: Leaving
  private let hashing: HashingDesk
  /// Compared against when the name is unknown, so that both answers cost the same.
  private let decoy: String

  package init(_ records: Records, cost: PasswordCost, leaving: Leaving = .nothing) throws {
    self.records = records
    self.leaving = leaving
    hashing = HashingDesk(cost: cost)
    decoy = try PasswordHash.make("nobody has this password", cost: cost)
  }

  package func login(_ login: String, _ password: String, purpose: String = "api") async throws -> Session {
    let credential = try await records.pool.with { try await $0.first(AccountStatements.credential, login) }
    guard password.utf8.count <= 1024 else { throw Refused(.badLogin) }
    let matches = try await hashing.verify(password, credential?.password ?? decoy)
    guard let credential, credential.state == "active", credential.password != nil else {
      // The name is not kept: it may be a password that was typed into the wrong line.
      try await records.note(Refused(.badLogin), .system("door"), "login", "-")
      throw Refused(.badLogin)
    }
    guard matches, !credential.isLocked else {
      // Only who knows the password learns that the account is locked; to anyone else a locked and an unknown one look alike.
      let refused = Refused(matches ? .locked : .badLogin)
      if !credential.isLocked { try await countFailure(credential.id) }
      try await records.note(refused, .system("door"), "login", "account:\(credential.id)")
      throw refused
    }
    let token = Base64URL.encode(RandomBytes.make(32))
    return try await records.perform(.account(credential.id)) { work in
      _ = try await work.tx.run(AccountStatements.clearFailures, credential.id)
      let ends = try await work.tx.one(AccountStatements.openSession, SM3.hash(Array(token.utf8)), credential.id, purpose)
      let person = try await work.tx.one(AccountStatements.person, credential.id).person
      work.note("login", "account:\(credential.id)")
      return Session(token: token, endsAt: Instant(ends), person: person)
    }
  }

  /// Whose session it is; refuses one that ended, lay idle too long or whose account was disabled.
  package func person(token: String) async throws -> Person {
    let hash = SM3.hash(Array(token.utf8))
    guard let row = try await records.pool.with({ try await $0.first(AccountStatements.bySession, hash) }) else { throw Refused(.noSession) }
    return row.person
  }

  package func logout(_ person: Person, token: String) async throws {
    try await records.perform(.account(person.id)) { work in
      _ = try await work.tx.run(AccountStatements.closeSession, SM3.hash(Array(token.utf8)))
      work.note("logout", "account:\(person.id)")
    }
  }

  /// First login: the activation code, shown once by the bureau, sets the password.
  package func activate(_ login: String, _ activation: String, password: String) async throws {
    try PasswordRule.check(password, login: login)
    guard let credential = try await records.pool.with({ try await $0.first(AccountStatements.credential, login) }),
      credential.state == "pending", !credential.isLapsed, let wanted = credential.activation,
      equalInConstantTime(wanted, SM3.hash(Array(activation.utf8)))
    else { throw Refused(.badActivation) }
    let hash = try await hashing.make(password)
    try await records.perform(.account(credential.id)) { work in
      // Anew under the row's lock: meanwhile the code may have been used, or the account closed.
      guard try await work.tx.run(AccountStatements.activate, credential.id, hash, work.now.stamp, wanted) == 1 else {
        throw Refused(.badActivation)
      }
      work.note("account.activate", "account:\(credential.id)")
    }
  }

  func matches(_ password: String, _ hash: String) async throws -> Bool { try await hashing.verify(password, hash) }
  func makeHash(_ password: String) async throws -> String { try await hashing.make(password) }

  package func list(after: Int64, limit: Int) async throws -> [AccountLine] {
    try await records.pool.with { try await $0.all(AccountStatements.list, after, limit) }
  }

  package func departments() async throws -> [DepartmentRow] {
    try await records.pool.with { try await $0.all(AccountStatements.departments) }
  }
}
