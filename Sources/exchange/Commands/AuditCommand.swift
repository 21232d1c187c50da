import ArgumentParser
import JSONText

/// `exchange audit`: the chained record of everything done.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "审计记录", discussion: "例:\n  exchange audit verify\n  exchange audit list --limit 20", subcommands: [Verify.self, List.self])

  /// `exchange audit verify`: counts the chain again from its first record; exit 1 when it does not hold.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "核对审计链是否完整")
    @OptionGroup var connection: Connection

    func run() async throws {
      let answer = try await connection.client().write("POST", "/audit/verify")
      Output.one(answer, as: connection.output)
      guard answer["whole"]?.bool == true else { throw Fault(.failed, "审计链不完整") }
    }
  }

  /// `exchange audit list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "审计记录清单")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("从此序号之后", valueName: "序号")) var after: Int?
    @Option(help: ArgumentHelp("最多多少条", valueName: "条数")) var limit = 50

    func run() async throws {
      let answer = try await connection.client().get("/audit", [("after", after.map { String($0) }), ("limit", String(limit))])
      Output.list(
        answer["entries"]?.array ?? [], [Column("序号", "seq"), Column("时间", "at"), Column("谁", "actor"), Column("做了什么", "action"), Column("对象", "subject")],
        as: connection.output)
    }
  }
}
