import ArgumentParser
import JSONText

/// `exchange handover`: who takes over from whom, filed with the bureau (EX-11.5).
struct HandoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover", abstract: "人员交接与备案",
    discussion: """
      例:
        exchange handover add --from 12 --to 15 --note 岗位调整 --ends-codes
        exchange account act 12 close
        exchange handover list
      """,
    subcommands: [List.self, Add.self])

  /// `exchange handover list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "交接记录")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("从此编号之后", valueName: "编号")) var after: Int?

    func run() async throws {
      let answer = try await connection.client().get("/handovers", [("after", after.map { String($0) })])
      Output.list(
        answer["handovers"]?.array ?? [],
        [
          Column("编号", "id"), Column("部门", "department"), Column("交接人", "fromLogin"), Column("接手人", "toLogin"), Column("备案时间", "filedAt"),
          Column("授权码停用", "codesEndAt"), Column("说明", "note"),
        ], as: connection.output)
    }
  }

  /// `exchange handover add`: own tasks move; codes that the leaver saw end at once, unless they were replaced before.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "办理交接")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("交接人的账号编号", valueName: "编号")) var from: Int
    @Option(help: ArgumentHelp("接手人的账号编号(同一部门)", valueName: "编号")) var to: Int
    @Option(help: ArgumentHelp("交接说明", valueName: "说明")) var note: String
    @Flag(help: "交接人见过、尚未更换的授权码随交接立即停用") var endsCodes = false

    func run() async throws {
      let body: JSON = ["from": JSON(from), "to": JSON(to), "note": .string(note), "endsCodes": .bool(endsCodes)]
      Output.one(try await connection.client().write("POST", "/handovers", body), as: connection.output)
    }
  }
}
