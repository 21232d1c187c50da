import ArgumentParser

/// `exchange clock due`: a due date with the days it counts (EX K3).
struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock", abstract: "时限计算", discussion: "例:\n  exchange clock due --start 2026-09-18 --rule CK2", subcommands: [Due.self])

  /// `exchange clock due`.
  struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "从某日起算,到哪一天为止")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("起算日,如 2026-09-18", valueName: "日期")) var start: String
    @Option(help: ArgumentHelp("时限代码:CK1 三个工作日,CK2 十个工作日……", valueName: "代码")) var rule: String

    func run() async throws {
      Output.one(try await connection.client().get("/clocks/due", [("start", start), ("rule", rule)]), as: connection.output)
    }
  }
}
