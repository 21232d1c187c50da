package import Accounts
import JSONText
import Postgres
import Records
package import Vocabulary

extension Office {
  package static let password = "a long enough phrase 7"

  /// A named account, activated, with a session.
  package func hire(_ login: String, _ department: String, _ roles: [String] = [], administrator: String? = nil) async throws
    -> Accounts.Session
  {
    let new = try await records.perform(.system("test")) { work in
      try await Accounts.insert(login, name: login, department: department, roles: roles, administrator: administrator, by: nil, in: work)
    }
    try await accounts.activate(login, new.activation, password: Self.password)
    return try await accounts.login(login, Self.password)
  }

  package struct Staff: Sendable {
    /// Of the provider 市市场监管局.
    package let editor: Person, providerReviewer: Person
    /// Of the user department 市统计局.
    package let applicant: Person, receiver: Person
    /// Of the data bureau, with every sub-permission.
    package let bureau: Person
  }

  /// One person of each kind that a case needs.
  package func staff() async throws -> Staff {
    Staff(
      editor: try await hire("editor", "market", ["provider.catalogue"]).person,
      providerReviewer: try await hire("provider.reviewer", "market", ["provider.review"]).person,
      applicant: try await hire("applicant", "statistics", ["user.apply"]).person,
      receiver: try await hire("receiver", "statistics", ["user.receive"]).person,
      bureau: try await hire(
        "bureau", "data-bureau",
        ["bureau.account", "bureau.catalogue", "bureau.application", "bureau.operation", "bureau.audit"]
      ).person)
  }

  /// The codes with which something is refused; none when it is done. Not inside `#expect`: a closure in a macro may be taken for another one
  /// of the same function.
  package static func codes(_ body: () async throws -> Void) async throws -> [String] {
    do {
      try await body()
      return []
    } catch let refused as Refused {
      return refused.refusals.map(\.code)
    }
  }

  /// Sets the office clock of a database in which nothing has happened yet, also back: for dates that a clause names.
  package func begin(at instant: Instant) async throws {
    try await database.pool.with { connection in
      try await connection.script("alter table installation disable trigger installation_clock")
      _ = try await connection.run(Self.setOffset, instant.stamp)
      try await connection.script("alter table installation enable trigger installation_clock")
    }
  }
  private static let setOffset = Statement<NoRow, Timestamp>(
    "test.begin", "update installation set clock_offset = $1 - clock_timestamp()")

  /// Moves the office clock of this rehearsal database.
  package func setClock(_ instant: Instant) async throws {
    try await records.moveClock(to: instant, .system("test"), backward: .noSession)
  }

  package func now() async throws -> Instant { try await records.read { _, now in now } }

  /// The one number that a statement without parameters answers.
  package func count(_ sql: String) async throws -> Int {
    try await database.pool.with { Int(try await $0.one(Statement<Int64>(sql, sql))) }
  }
}
