import ArgumentParser
import JSONText

/// `exchange case act`: does a step. Its input is what the step asks for, such as a reason.
struct CaseAct: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "act", abstract: "办理:提交、审核、暂停……",
    discussion: """
      例:
        exchange case act application 18 approve --set months:=12
        exchange case act application 18 reject --set ground=beyond-duty --set reason=超出履职需要范围 --set basis=第五条第二项
        exchange case act grant 20 suspend --set facts=数据流向与申请不符
      """)

  @OptionGroup var connection: Connection
  @OptionGroup var form: FieldOptions
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int
  @Argument(help: ArgumentHelp("步骤(case show 列出此刻可办的)", valueName: "步骤")) var step: String

  func run() async throws {
    let path = procedure.of(id) + "/acts/" + APIPath.escape(step)
    CaseView.show(try await connection.client().write("POST", path, .object(try form.object())), as: connection.output)
  }
}
