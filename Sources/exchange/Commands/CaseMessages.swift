import ArgumentParser
import JSONText

/// `exchange case say` and `case messages`: words between the sides of a case (EX K7).
struct CaseSay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "say", abstract: "向事项各方留言,不影响时限", discussion: "例:\n  exchange case say application 18 请说明第三项数据的用途")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int
  @Argument(help: ArgumentHelp("留言", valueName: "留言")) var text: String

  func run() async throws {
    Output.one(try await connection.client().write("POST", procedure.of(id) + "/messages", ["text": .string(text)]), as: connection.output)
  }
}

/// `exchange case messages`.
struct CaseMessages: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "messages", abstract: "一个事项的留言")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int

  func run() async throws {
    let rows = try await connection.client().get(procedure.of(id) + "/messages")["messages"]?.array ?? []
    Output.list(rows, [Column("时间", "at"), Column("部门", "department"), Column("人员", "person"), Column("留言", "text")], as: connection.output)
  }
}
