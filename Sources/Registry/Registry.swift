package import Accounts
package import JSONText
import Postgres
package import Records
package import Seals
import Vocabulary

/// Keeps what decisions created: catalogue versions, resources, sources, grants, access codes.
///
/// It has no state of its own: states live in `case_file`. Cases of other procedures are moved through the closures that the server's
/// composition hands in, in the same transaction.
package struct Registry: Sendable {
  /// Moves another case as the system: (step, case id, work).
  package typealias Move = @Sendable (String, Int64, Work) async throws -> Void
  /// Opens a grant's case under its application: (application id, user department, provider, account, work) -> case id and number.
  package typealias OpenGrant = @Sendable (Int64, String, String, Int64, Work) async throws -> (id: Int64, number: String)
  /// The columns of a source's table, or nil when the source cannot be asked.
  package typealias Columns = @Sendable (SourceRow, _ schema: String, _ table: String) async throws -> [String]?

  package let records: Records
  let secrets: SealKey
  let pepper: (version: Int, key: [UInt8])
  let move: Move
  let openGrant: OpenGrant
  let columns: Columns

  package init(
    _ records: Records, secrets: SealKey, pepper: (version: Int, key: [UInt8]), move: @escaping Move, openGrant: @escaping OpenGrant,
    columns: @escaping Columns
  ) {
    self.records = records
    self.secrets = secrets
    self.pepper = pepper
    self.move = move
    self.openGrant = openGrant
    self.columns = columns
  }

  /// Registers where a department's data lie. The secret is sealed before it is written.
  package func addSource(_ name: String, kind: String, address: JSON, secret: String?, by person: Person, in work: Work) async throws -> Int64 {
    guard person.holds("provider.catalogue") else { throw Refused(Refusal.notAllowed.saying(["who": "提供部门(目录编制)"])) }
    try SourceForm.check(name, kind: kind, address: address, secret: secret)
    let sealed = try secret.map { try secrets.seal(Array($0.utf8), context: "source/\(person.department)/\(name)") }
    do {
      let id = try await work.tx.one(
        RegistryStatements.addSource, person.department, name, kind, JSONBytes(address.text), sealed, person.id, work.now.stamp)
      work.note("source.add", "source:\(id)", ["kind": .string(kind), "name": .string(name)])
      return id
    } catch let error as PostgresError where error.sqlstate == "23505" {
      throw Refused(Refusal("source.exists", .form, "本部门已有同名数据来源", "EX-7a").at("/name"))
    }
  }

  /// Who takes what was granted: the department's own people, or the bureau for a department of another level (EX §7.24).
  func mayReceive(_ person: Person, for department: String, _ tx: any Queries) async throws -> Bool {
    guard person.administrator == nil else { return false }
    if person.department == department { return person.holds("user.receive") }
    guard person.isBureau, person.holds("bureau.application") else { return false }
    return try await tx.first(RegistryStatements.isExternal, department) == true
  }
  package func mayReceive(_ person: Person, for department: String) async throws -> Bool {
    try await records.pool.with { try await mayReceive(person, for: department, $0) }
  }

  /// A source of one's own department; anyone else is refused.
  package func source(_ id: Int64, for person: Person) async throws -> SourceRow {
    guard let row = try await records.pool.with({ try await $0.first(RegistryStatements.source, id) }), row.department == person.department else {
      throw Refused(Refusal("source.unknown", .missing, "没有这个数据来源", "EX-7a"))
    }
    return row
  }

  package func sources(for person: Person) async throws -> [SourceRow] {
    try await records.pool.with { try await $0.all(RegistryStatements.sources, person.department) }
  }

  /// Grants in which the person's department is user or provider; all of them for the bureau.
  package func grants(for person: Person, after: Int64, limit: Int) async throws -> [GrantRow] {
    let own = person.administrator == nil ? person.department : nil
    return try await records.pool.with { try await $0.all(RegistryStatements.grants, own, person.overseesAll, after, limit) }
  }

  package func grant(_ id: Int64, for person: Person) async throws -> GrantRow {
    guard let row = try await records.pool.with({ try await $0.first(RegistryStatements.grant, id) }),
      concerns(person, row.department, row.provider)
    else { throw Refused(Refusal("grant.unknown", .missing, "没有这项授权", "EX-15")) }
    return row
  }

  /// What a grant's interface has; nil when it is none.
  package func interface(behind grant: GrantRow) async throws -> GrantedInterface? {
    try await records.pool.with { try await $0.first(RegistryStatements.grantedInterface, grant.id) }
  }

  package func deliveries(_ grant: GrantRow, limit: Int) async throws -> [DeliveryLine] {
    try await records.pool.with { try await $0.all(RegistryStatements.deliveries, grant.id, limit) }
  }

  package func landing(_ department: String) async throws -> LandingRow? {
    try await records.pool.with { try await $0.first(RegistryStatements.landing, department) }
  }

  package func calls(_ grant: GrantRow, limit: Int) async throws -> [CallRow] {
    try await records.pool.with { try await $0.all(RegistryStatements.calls, grant.id, limit) }
  }

  /// One call; shown to its user department, its provider and the bureau.
  package func call(_ id: String, for person: Person) async throws -> CallRow {
    guard let row = try await records.pool.with({ try await $0.first(RegistryStatements.call, id) }),
      concerns(person, row.department, row.provider)
    else { throw Refused(Refusal("call.unknown", .missing, "没有这次调用的记录,或您无权查看", "EX-20")) }
    return row
  }

  /// May this person read what two departments share? Administrators of system and security have no part in it.
  private func concerns(_ person: Person, _ user: String?, _ provider: String?) -> Bool {
    person.overseesAll || (person.administrator == nil && [user, provider].contains(person.department))
  }
}
