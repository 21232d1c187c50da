import ArgumentParser
import JSONText

/// `exchange setting`: numbers that the measure does not give and the bureau sets.
struct SettingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setting", abstract: "系统参数:办法未规定、由市数据局设定的数",
    discussion: """
      例:
        exchange setting list
        exchange setting history exchange.idle-warning
        exchange setting set exchange.idle-warning 20 --reason 局务会议纪要〔2026〕5号 --from 2026-12-01
        exchange setting set exchange.expiry-reminders 90 30 7 --reason 局务会议纪要〔2026〕5号 --from 2026-12-01
      """, subcommands: [List.self, History.self, Set.self])

  /// `exchange setting list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "各参数的现行值、可设范围和含义")
    @OptionGroup var connection: Connection

    func run() async throws {
      Output.list(
        try await connection.client().get("/settings")["settings"]?.array ?? [],
        [
          Column("参数", "name"), Column("名称", "title"), Column("现行值", "value"), Column("单位", "unit"), Column("默认", "usual"),
          Column("最小", "bounds.min"), Column("最大", "bounds.max"), Column("条款", "clause"), Column("含义", "meaning"),
        ], as: connection.output)
    }
  }

  /// `exchange setting history`.
  struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一个参数的历次设定")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("参数,如 exchange.idle-warning", valueName: "参数")) var name: String

    func run() async throws {
      let settings = try await connection.client().get("/settings")["settings"]?.array ?? []
      guard let found = settings.first(where: { $0["name"]?.string == name }) else { throw Fault(.missing, "没有系统参数 \(name)") }
      Output.list(
        found["history"]?.array ?? [],
        [Column("生效", "from"), Column("值", "value"), Column("理由", "reason"), Column("设定人", "by"), Column("设定时间", "at")], as: connection.output)
    }
  }

  /// `exchange setting set`.
  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "设定参数,自生效日起适用(市数据局运行管理)")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("参数,如 exchange.idle-warning", valueName: "参数")) var name: String
    @Argument(help: ArgumentHelp("数;可设多个的参数依次列出", valueName: "数")) var values: [Int]
    @Option(help: ArgumentHelp("依据和理由", valueName: "理由")) var reason: String
    @Option(help: ArgumentHelp("自此日起适用", valueName: "日期")) var from: String

    func run() async throws {
      let value: JSON = values.count == 1 ? JSON(values[0]) : .array(values.map { JSON($0) })
      let body: JSON = ["value": value, "reason": .string(reason), "from": .string(from)]
      Output.one(try await connection.client().write("PUT", "/settings/\(APIPath.escape(name))", body), as: connection.output)
    }
  }
}
