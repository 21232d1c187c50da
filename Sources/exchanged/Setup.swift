import JSONText
import Accounts
import ArgumentParser
import Postgres
import Records
import Seals
import Vocabulary

/// First set-up of a real installation: keys, the three administrators (三员) and one bureau account, each activated by its person.
struct Setup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "正式安装:生成密钥,开设三员和市数据局首个账号,显示一次性激活码")
  @OptionGroup var options: ConfigOption

  func run() async throws {
    let config = try Config(file: options.config)
    try SealsSelfCheck.run()
    let keys = try Keys(directory: config.keys)
    let pool = Pool(config.database, size: 2)
    let records = Records(pool: pool, auditKey: keys.audit)
    let bureau = ["bureau.account", "bureau.catalogue", "bureau.application", "bureau.operation", "bureau.audit"]
    let seats: [(login: String, name: String, administrator: String?, roles: [String])] = [
      ("system.admin", "系统管理员", "system", []), ("security.admin", "安全管理员", "security", []),
      ("audit.admin", "审计管理员", "audit", []), ("bureau.admin", "市数据局账号管理", nil, bureau),
    ]
    let made = try await records.perform(.system("setup")) { work in
      var made: [(String, String)] = []
      for seat in seats {
        let new = try await Accounts.insert(
          seat.login, name: seat.name, department: "data-bureau", roles: seat.roles, administrator: seat.administrator, by: nil, in: work)
        work.note("account.create", "account:\(new.id)", ["login": .string(seat.login)])
        made.append((seat.login, new.activation))
      }
      return made
    }
    print("激活码只显示这一次,请分别交给本人,用 exchange activate 设置密码:")
    for (login, activation) in made { print("  \(login)\t\(activation)") }
    await pool.close()
  }
}
