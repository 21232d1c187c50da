import JSONText
import Postgres
import Records
import Seals
import Vocabulary

/// Landing keys (取数密钥): a department's machine takes what has landed with one, unattended, and can do nothing else (EX-8.1).
extension Accounts {
  /// Put before a key, so that it is told from a session and found by who looks for leaked keys.
  package static let landingKeyPrefix = "jyq1_"
  /// Days that a key lasts at most.
  package static let landingKeyDays: ClosedRange<Int32> = 1...366

  /// Makes one for the person's own department. The key is shown this once.
  package func makeLandingKey(_ name: String, days: Int32, by person: Person) async throws -> (key: String, row: LandingKeyRow) {
    guard (1...80).contains(name.count), Self.landingKeyDays.contains(days) else {
      throw Refused(Refusal("landing.key", .form, "请写明密钥名称(80字以内)和有效天数(1至366)", "EX-8.1"))
    }
    let key = Self.landingKeyPrefix + Base64URL.encode(RandomBytes.make(32))
    let row = try await records.perform(.account(person.id)) { work in
      let row = try await work.tx.one(AccountStatements.makeLandingKey, person.id, person.department, name, SM3.hash(Array(key.utf8)), days)
      work.note("landing-key.make", "landing-key:\(row.id)", ["name": .string(name), "endsAt": .string(row.endsAt.text)])
      return row
    }
    return (key, row)
  }

  package func landingKeys(of person: Person) async throws -> [LandingKeyRow] {
    try await records.pool.with { try await $0.all(AccountStatements.landingKeys, person.department) }
  }

  /// Ends one of the person's own department, at once.
  package func endLandingKey(_ id: Int64, by person: Person) async throws {
    try await records.perform(.account(person.id)) { work in
      work.trying("landing-key.end", "landing-key:\(id)")
      guard try await work.tx.first(AccountStatements.endLandingKey, id, person.department) != nil else {
        throw Refused(Refusal("landing.key-unknown", .missing, "没有这把有效的取数密钥", "EX-8.1"))
      }
      work.note("landing-key.end", "landing-key:\(id)")
    }
  }

  /// Whom a key acts for, with the one right that it carries; refuses a key that ended, or whose maker may not receive any more.
  package func person(landingKey key: String) async throws -> Person {
    let hash = SM3.hash(Array(key.utf8))
    guard let person = try await records.pool.with({ try await $0.first(AccountStatements.byLandingKey, hash) })?.person,
      person.administrator == nil, person.holds("user.receive")
    else { throw Refused(Refusal("landing.key-ended", .login, "取数密钥无效或已到期", "EX-8.1")) }
    return Person(
      id: person.id, login: person.login, name: person.name, department: person.department, departmentName: person.departmentName,
      isBureau: person.isBureau, roles: ["user.receive"], administrator: nil)
  }
}
