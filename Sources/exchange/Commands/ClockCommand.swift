import ArgumentParser
import JSONText

/// `exchange clock due`: a due date with the days it counts (EX K3).
struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock", abstract: "时限:推算、说明、督办、督促、时限规定",
    discussion: """
      例:
        exchange clock due --start 2026-09-18 --rule CK2
        exchange clock open
        exchange clock explain 12
        exchange clock urge 12 请尽快审核
        exchange clock rules
        exchange clock set CK1 --length 1 --source 政务数据共享条例第十条 --from 2026-12-01
      """, subcommands: [Due.self, Explain.self, Open.self, Urge.self, Rules.self, SetRule.self])

  /// `exchange clock due`.
  struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "从某日起算,到哪一天为止")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("起算日,如 2026-09-18", valueName: "日期")) var start: String
    @Option(help: ArgumentHelp("时限代码:CK1 三个工作日,CK2 十个工作日……", valueName: "代码")) var rule: String

    func run() async throws {
      let answer = try await connection.client().get("/clocks/due", [("start", start), ("rule", rule)])
      Self.show(answer, as: connection.output)
    }

    static func show(_ answer: JSON, as output: OutputShape) {
      guard output == .table, let days = answer["days"]?.array, var summary = answer.object else { return Output.one(answer, as: output) }
      summary["days"] = nil
      Output.one(.object(summary), as: .table)
      print("")
      Output.list(days.map(marked), [Column("日期", "day"), Column("星期", "weekday"), Column("第几天", "counted"), Column("依据", "source")], as: .table)
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
