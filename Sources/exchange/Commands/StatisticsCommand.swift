import ArgumentParser
import JSONText

/// `exchange statistics`: the figures of a period, and the list behind each (EX §6, EX-17b).
struct StatisticsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics", abstract: "统计:指标、明细、月度快照",
    discussion: """
      例:
        exchange statistics show --period 2026-11                  本部门(市数据局:全部)一个月
        exchange statistics show --period 2026-Q4 --department market
        exchange statistics show --period 2026 --file 统计.xlsx      存为 XLSX(或 .csv)
        exchange statistics list application.one-thing --period 2026-11
        exchange statistics snapshots                              已冻结的月份
        exchange statistics snapshot 2026-10

      指标编码见第一列。指标与明细出自同一查询,条数相等。
      """,
    subcommands: [Show.self, List.self, Snapshots.self, Snapshot.self], defaultSubcommand: Show.self)

  /// Which period, whose.
  struct Scope: ParsableArguments {
    @Option(help: ArgumentHelp("期间:2026-11、2026-Q4、2026;不写则为本月", valueName: "期间")) var period: String?
    @Option(help: ArgumentHelp("部门编码(市数据局可用)", valueName: "部门")) var department: String?
    var query: [(String, String?)] { [("period", period), ("department", department)] }
  }

  static let figures = [
    Column("指标编码", "code"), Column("指标", "label"), Column("数值", "value"), Column("单位", "unit"), Column("明细条数", "count"), Column("条款", "clause"),
  ]

  /// `exchange statistics show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一个期间的全部指标")
    @OptionGroup var connection: Connection
    @OptionGroup var scope: Scope
    @Option(help: ArgumentHelp("存为此文件;以 .xlsx 结尾为工作簿,其他为 CSV", valueName: "文件")) var file: String?
    @Flag(help: "也列出为零的指标") var zeros = false

    func run() async throws {
      let client = try connection.client()
      if let file {
        return try await client.download("/statistics", scope.query + [("format", file.hasSuffix(".xlsx") ? "xlsx" : "csv")], to: file)
      }
      let answer = try await client.get("/statistics", scope.query)
      guard connection.output != .json else { return print(answer.text) }
      Output.list((answer["figures"]?.array ?? []).filter { zeros || $0["count"]?.int != 0 }, StatisticsCommand.figures, as: connection.output)
    }
  }

  /// `exchange statistics list FIGURE`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一个指标的明细")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("指标编码", valueName: "指标")) var figure: String
    @OptionGroup var scope: Scope
    @Option(help: ArgumentHelp("存为此 CSV 文件", valueName: "文件")) var file: String?

    func run() async throws {
      let client = try connection.client()
      let path = "/statistics/\(figure)"
      if let file { return try await client.download(path, scope.query + [("format", "csv")], to: file) }
      var rows: [JSON] = []
      var next: String?
      repeat {
        let page = try await client.get(path, scope.query + [("after", next), ("limit", "1000")])
        rows += page["rows"]?.array ?? []
        next = page["next"]?.string
      } while next != nil && rows.count < 10_000
      Output.list(
        rows,
        [
          Column("时间", "at"), Column("部门", "department"), Column("编号", "id"), Column("文号", "number"), Column("名称", "title"), Column("说明", "note"),
          Column("工作日", "days"), Column("数量", "amount"),
        ], as: connection.output)
      if next != nil { Talk.line("还有更多:请用 --file 存为文件") }
    }
  }

  /// `exchange statistics snapshots`.
  struct Snapshots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "已冻结的月份")
    @OptionGroup var connection: Connection

    func run() async throws {
      let answer = try await connection.client().get("/statistics/snapshots", [("limit", "1000")])
      Output.list(
        answer["snapshots"]?.array ?? [], [Column("月份", "month"), Column("生成时间", "madeAt"), Column("SM3", "hash")], as: connection.output)
    }
  }

  /// `exchange statistics snapshot MONTH`.
  struct Snapshot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一个月的统计快照")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("月份,如 2026-10", valueName: "月份")) var month: String

    func run() async throws {
      let answer = try await connection.client().get("/statistics/snapshots/\(month)")
      guard connection.output != .json else { return print(answer.text) }
      Output.list((answer["figures"]?.array ?? []).filter { $0["count"]?.int != 0 }, StatisticsCommand.figures, as: connection.output)
      Talk.line("\(month) 快照 SM3 \(answer["hash"]?.string ?? ""),\(answer["intact"]?.bool == true ? "与内容相符" : "与内容不符")")
    }
  }
}
