import ArgumentParser
import JSONText

/// `exchange call`: what became of a call.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "调用记录", discussion: "例:\n  exchange call explain 01J9Z…      X-Call-Id 的值\n  exchange call list --grant 20",
    subcommands: [Explain.self, List.self])

  /// `exchange call explain`: whose duty it was, and why.
  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一次调用的经过和原因")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("调用编号(响应头 X-Call-Id)", valueName: "编号")) var id: String

    func run() async throws { Output.one(try await connection.client().get("/calls/\(APIPath.escape(id))"), as: connection.output) }
  }

  /// `exchange call list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一项授权的调用")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("授权编号", valueName: "编号")) var grant: Int

    func run() async throws {
      let answer = try await connection.client().get("/calls", [("grant", String(grant))])
      Output.list(
        answer["calls"]?.array ?? [],
        [Column("时间", "at"), Column("编号", "callId"), Column("方法", "method"), Column("路径", "path"), Column("结果", "status"), Column("拒绝", "code"), Column("责任方", "faultParty")],
        as: connection.output)
    }
  }
}
