import ArgumentParser

/// `exchange case show`.
struct CaseShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "查看一件事项", discussion: "例:\n  exchange case show application 18")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int

  func run() async throws {
    CaseView.show(try await connection.client().get(procedure.of(id)), as: connection.output)
  }
}
