import ArgumentParser

/// `exchange case list`: pages by key until the limit is reached.
struct CaseList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "事项清单",
    discussion: "例:\n  exchange case list application --box todo\n  exchange case list catalogue --state published --output csv")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Option(help: ArgumentHelp("状态,如 待部门审核", valueName: "状态")) var state: String?
  @Option(help: ArgumentHelp("范围:todo 待我处理,mine 我发起,department 本部门,due 即将到期,late 已超期", valueName: "范围")) var box: String?
  @Option(name: .customLong("find"), help: ArgumentHelp("文号的开头,或名称中的字", valueName: "词")) var text: String?
  @Option(help: ArgumentHelp("从此编号之后", valueName: "编号")) var after: String?
  @Option(help: ArgumentHelp("最多多少条", valueName: "条数")) var limit = 50

  func run() async throws {
    let rows = try await connection.client().cases(procedure.path, state: state, box: box, text: text, after: after, limit: limit)
    Output.list(
      rows,
      [Column("编号", "id"), Column("文号", "number"), Column("状态", "state.label"), Column("部门", "department"), Column("对方部门", "counterpart"), Column("名称", "fields.name", "fields.title", "fields.system")],
      as: connection.output)
  }
}
