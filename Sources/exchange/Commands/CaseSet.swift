import ArgumentParser
import JSONText

/// `exchange case set`: changes fields of a draft.
struct CaseSet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "修改草稿的字段", discussion: "例:\n  exchange case set resource 15 --set frequency=weekly")

  @OptionGroup var connection: Connection
  @OptionGroup var form: FieldOptions
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int

  func run() async throws {
    let body: JSON = ["fields": .object(try form.object())]
    CaseView.show(try await connection.client().write("PATCH", procedure.of(id), body), as: connection.output)
  }
}
