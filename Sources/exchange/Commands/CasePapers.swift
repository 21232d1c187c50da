import ArgumentParser
import JSONText

/// `exchange case papers`: every version of every attachment, and what was read off the scans (EX §5).
struct CasePapers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "papers", abstract: "附件清单,含历次版本", discussion: "例:\n  exchange case papers application 18")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int

  func run() async throws {
    let answer = try await connection.client().get(procedure.of(id) + "/papers")
    Output.list(
      answer["papers"]?.array ?? [],
      [
        Column("名称", "name"), Column("附件", "label"), Column("版本", "version"), Column("文件", "file"), Column("字节", "size"),
        Column("上传人", "putBy"), Column("上传时间", "putAt"), Column("识读", "reading.warning", "reading.label"), Column("SHA-256", "sha256"),
      ], as: connection.output)
  }
}
