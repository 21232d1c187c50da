import ArgumentParser
import Postgres
import Schema

struct Database: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "db", abstract: "数据库", subcommands: [Create.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "建库或升级到本版本;可以重复运行")
    @OptionGroup var options: ConfigOption
    @Flag(name: .long, help: "建成演练库:时间可以向前拨,永远不能转为正式库")
    var rehearsal = false

    func run() async throws {
      let config = try Config(file: options.config)
      guard config.rehearsal == rehearsal else { throw Config.Fault(description: "配置项 rehearsal 与 --rehearsal 不一致") }
      let connection = try await Connection.open(config.database)
      let migrator = Migrator(connection)
      try await migrator.check()
      let applied = try await migrator.migrate()
      if try await !migrator.isSeeded() { try await migrator.seed(rehearsal: rehearsal) }
      print(applied.isEmpty ? "数据库已是最新版本" : "已应用:\(applied.joined(separator: "、"))")
      await connection.close()
    }
  }
}
