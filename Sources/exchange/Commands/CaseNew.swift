import ArgumentParser
import JSONText

/// `exchange case new`: opens a draft.
struct CaseNew: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "new", abstract: "新建草稿")

  @OptionGroup var connection: Connection
  @OptionGroup var form: FieldOptions
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Option(help: ArgumentHelp("上级事项的编号", valueName: "编号")) var parent: Int?
  @Option(help: ArgumentHelp("代为办理的使用部门(紧急受理、其他层级部门、线下反馈)", valueName: "部门")) var department: String?

  func run() async throws {
    var body = JSONObject()
    body["fields"] = .object(try form.object())
    body["parent"] = parent.map { JSON($0) }
    body["department"] = department.map(JSON.string)
    CaseView.show(try await connection.client().write("POST", procedure.path, .object(body)), as: connection.output)
  }
}
