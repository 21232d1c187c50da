import ArgumentParser
import JSONText

/// `exchange case rules`: the declaration of a procedure, as the office runs it.
struct CaseRules: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "流程的规则:状态、步骤、时限、条款", discussion: "例:\n  exchange case rules exchange.application")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程全名;不写则列出全部", valueName: "流程")) var code: String?

  func run() async throws {
    let client = try connection.client()
    if let code {
      let answer = try await client.get("/procedures/\(APIPath.escape(code))")
      if connection.output == .table, let sheet = answer["sheet"]?.string { print(sheet) } else { Output.one(answer, as: connection.output) }
    } else {
      let answer = try await client.get("/procedures")
      Output.list(answer["procedures"]?.array ?? [], [Column("流程", "code"), Column("名称", "title"), Column("修订", "revision")], as: connection.output)
    }
  }
}
