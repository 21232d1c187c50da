import JSONText
import Postgres
package import Records
import Vocabulary

extension Accounts {
  /// The security administrator gives and takes roles; he opens no account and holds no role himself (三员).
  ///
  /// What the person was doing ends: her sessions are closed, so that no page of the old role stays open.
  package func setRoles(_ roles: [String], of id: Int64, by person: Person, in work: Work) async throws {
    work.trying("account.roles", "account:\(id)")
    guard person.administrator == "security" else { throw Refused(.securityOnly) }
    guard let account = try await work.tx.first(AccountStatements.lock, id) else { throw Refused(.noSuchAccount) }
    guard account.administrator == nil else { throw Refused(.administrator) }
    guard account.state != "closed" else { throw Refused(Self.notNow(account.state)) }
    let home = try await work.tx.one(AccountStatements.department, account.department)
    let wanted = Set(roles)
    try Self.checkRoles(wanted.sorted(), of: home)
    let held = Set(try await work.tx.all(AccountStatements.roles, id))
    guard held != wanted else { return }
    for role in held.subtracting(wanted).sorted() { _ = try await work.tx.run(AccountStatements.dropRole, id, role) }
    for role in wanted.subtracting(held).sorted() { _ = try await work.tx.run(AccountStatements.addRole, id, role, person.id) }
    _ = try await work.tx.run(AccountStatements.closeSessions, id)
    work.note("account.roles", "account:\(id)", ["before": JSON(held.sorted()), "after": JSON(wanted.sorted())])
  }
}
