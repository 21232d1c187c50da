import JSONText
import Accounts
import ArgumentParser
import Postgres
import Records
import Seals
import Vocabulary

/// The bureau's first account of a demonstration, already activated. Everything else the tour does through the API.
struct SeedDemo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "seed-demo", abstract: "演示环境:市数据局首个账号;可以重复运行")
  @OptionGroup var options: ConfigOption

  func run() async throws {
    let config = try Config(file: options.config)
    guard let demo = config.demo else { throw Config.Fault(description: "缺少配置项 demo") }
    let keys = try Keys(directory: config.keys)
    let pool = Pool(config.database, size: 2)
    let records = Records(pool: pool, auditKey: keys.audit)
    do {
      let new = try await records.perform(.system("seed-demo")) { work in
        let new = try await Accounts.insert(
          demo.login, name: "账号管理员", department: "data-bureau", roles: ["bureau.account"], administrator: nil, by: nil, in: work)
        work.note("account.create", "account:\(new.id)", ["login": .string(demo.login)])
        return new
      }
      try await Accounts(records, cost: .demo).activate(demo.login, new.activation, password: demo.password)
      print("已开设 \(demo.login)")
    } catch let refused as Refused where refused.refusals.first?.code == "E68" {
      print("\(demo.login) 已存在")
    }
    await pool.close()
  }
}

extension PasswordCost {
  /// Demonstration and test accounts only.
  static let demo = PasswordCost.pbkdf2SM3(iterations: 1000)
}
