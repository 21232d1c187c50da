import ArgumentParser
import JSONText

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
      let answer = try await connection.client().get("/clocks/due", [("start", start), ("rule", rule)])
      guard connection.output == .table, let days = answer["days"]?.array, var summary = answer.object else {
        return Output.one(answer, as: connection.output)
      }
      summary["days"] = nil
      Output.one(.object(summary), as: .table)
      print("")
      Output.list(days.map(Self.marked), [Column("日期", "day"), Column("星期", "weekday"), Column("第几天", "counted"), Column("依据", "source")], as: .table)
    }

    /// A day as a person reads it: its weekday by name, 休 where it does not count, and on whose word.
    private static func marked(_ day: JSON) -> JSON {
      let names = ["一", "二", "三", "四", "五", "六", "日"]
      var row = day.object ?? JSONObject()
      row["weekday"] = day["weekday"]?.int.map { .string(names[($0 - 1) % 7]) }
      row["counted"] = day["counted"]?.int.map { .string("第\($0)天") } ?? "休"
      return .object(row)
    }
  }
}
