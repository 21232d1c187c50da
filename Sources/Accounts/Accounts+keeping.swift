import JSONText
import Postgres
package import Records
import Seals
import Vocabulary

extension Accounts {
  /// Of the bureau, of departments that provide, of those that use; every other one may be held in any unit of the city (NET-11, NET-7).
  static let bureauRoles = roles("bureau."), providerRoles = roles("provider."), userRoles = roles("user.")
  static let unitRoles = Set(SubPermission.choices).subtracting(bureauRoles).subtracting(providerRoles).subtracting(userRoles)
  private static func roles(_ prefix: String) -> Set<String> { Set(SubPermission.choices.filter { $0.hasPrefix(prefix) }) }

  /// Opens a named account and files it in the same act (EX-17a). E68 when the name is taken.
  package func create(_ login: String, name: String, department: String, roles: [String], by person: Person, in work: Work) async throws
    -> NewAccount
  {
    work.trying("account.create", "login:\(login)")
    guard mayOpen(person) else { throw Refused(.bureauOnly) }
    guard roles.isEmpty || person.administrator == nil else { throw Refused(Refusal.securityOnly.at("/roles")) }
    guard let home = try await work.tx.first(AccountStatements.department, department) else {
      throw Refused(Refusal.noSuchDepartment.at("/department"))
    }
    guard home.successor == nil else { throw Refused(Refusal.departmentSucceeded.at("/department")) }
    let roles = Set(roles).sorted()
    try Self.checkRoles(roles, of: home)
    let new = try await Self.insert(login, name: name, department: department, roles: roles, administrator: nil, by: person.id, in: work)
    work.note("account.create", "account:\(new.id)", ["login": .string(login), "department": .string(department), "roles": .init(roles)])
    return new
  }

  /// The insert itself; also used at set-up, when there is nobody yet who could ask for it.
  package static func insert(
    _ login: String, name: String, department: String, roles: [String], administrator: String?, by creator: Int64?, in work: Work
  ) async throws -> NewAccount {
    let activation = Base32.encode(RandomBytes.make(20))
    do {
      let id = try await work.tx.one(
        AccountStatements.create, login, name, department, SM3.hash(Array(activation.utf8)), creator, work.now.stamp, administrator)
      for role in roles { _ = try await work.tx.run(AccountStatements.addRole, id, role, creator) }
      return NewAccount(id: id, activation: activation)
    } catch let error as PostgresError where error.constraint == "account_login_once" {
      throw Refused(Refusal.accountExists.at("/login"))
    } catch let error as PostgresError where error.constraint == "account_login_check" {
      throw Refused(Refusal("account.login", .form, "账号名须为2至41位小写字母、数字、点、下划线或连字符", "EX-17a").at("/login"))
    }
  }

  static func checkRoles(_ roles: [String], of home: DepartmentRow) throws {
    var lawful: Set<String> = []
    if home.kind == "bureau" { lawful.formUnion(bureauRoles) }
    if home.kind != "external" { lawful.formUnion(unitRoles) }
    if home.provides { lawful.formUnion(providerRoles) }
    if home.uses { lawful.formUnion(userRoles) }
    guard let wrong = roles.first(where: { !lawful.contains($0) }) else { return }
    throw Refused(Refusal.roleMismatch.saying(["role": wrong]).at("/roles"))
  }

  /// disable, enable, close or reissue (EX §4-11). A disabled person's sessions end at once; E58 when codes were left behind.
  ///
  /// - Returns: for `reissue` the new activation code, shown once; it replaces a lost code or a forgotten password.
  @discardableResult
  package func change(_ id: Int64, _ step: String, by person: Person, in work: Work) async throws -> String? {
    work.trying("account.\(step)", "account:\(id)")
    guard mayOpen(person) else { throw Refused(.bureauOnly) }
    guard id != person.id else { throw Refused(.ownAccount) }
    guard let account = try await work.tx.first(AccountStatements.lock, id) else { throw Refused(.noSuchAccount) }
    let moves = [
      "disable": (from: ["active"], to: "disabled"), "enable": (from: ["disabled"], to: "active"),
      "close": (from: ["pending", "active", "disabled"], to: "closed"), "reissue": (from: ["pending", "active"], to: "pending"),
    ]
    guard let move = moves[step], move.from.contains(account.state) else { throw Refused(Self.notNow(account.state)) }
    if step == "close" { try await requireHandover(of: id, in: work) }
    _ = try await work.tx.run(AccountStatements.closeSessions, id)
    work.note("account.\(step)", "account:\(id)")
    guard step == "reissue" else {
      _ = try await work.tx.run(AccountStatements.setState, id, move.to, work.now.stamp)
      return nil
    }
    // Whoever could give an administrator a new code could become one.
    guard account.administrator == nil || account.state == "pending" else { throw Refused(.administrator) }
    let activation = Base32.encode(RandomBytes.make(20))
    _ = try await work.tx.run(AccountStatements.reissue, id, SM3.hash(Array(activation.utf8)))
    return activation
  }

  /// Opened, and not yet activated by its person.
  package func isPending(_ id: Int64, in work: Work) async throws -> Bool {
    try await work.tx.first(AccountStatements.lock, id)?.state == "pending"
  }

  /// Accounts are opened by the bureau: by its account keeper, or by the system administrator, who gives no role with it (三员).
  func mayOpen(_ person: Person) -> Bool { person.holds("bureau.account") || person.administrator == "system" }

  static func notNow(_ state: String) -> Refusal { Refusal.notNowAccount.saying(["state": stateLabel(state)]) }
  package static func stateLabel(_ state: String) -> String { labels[state] ?? state }
  static let labels = ["pending": "待激活", "active": "启用", "disabled": "停用", "closed": "注销"]
}
