import ArgumentParser

/// The server program.
@main
struct Exchanged: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exchanged", abstract: "嘉峪关市政务数据共享交换平台 服务程序",
    subcommands: [Serve.self, Database.self, Setup.self, Backup.self, Restore.self, SeedDemo.self, ReadSource.self])
}

struct ConfigOption: ParsableArguments {
  @Option(name: .long, help: "配置文件(JSON),见 Docs/reference/config.md")
  var config: String
}
