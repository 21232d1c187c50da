import ArgumentParser

/// `exchange use-log`: my department's use of data, as a file (EX-20).
struct UseLogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use-log", abstract: "导出数据使用日志:调用、交付、下载、导出、授权码重置",
    discussion: "例:\n  exchange use-log --from 2026-11-01 --to 2026-11-30 --format csv --file 使用日志.csv")

  @OptionGroup var connection: Connection
  @Option(help: ArgumentHelp("从哪一天", valueName: "日期")) var from: String
  @Option(help: ArgumentHelp("到哪一天(含)", valueName: "日期")) var to: String
  @Option(help: ArgumentHelp("csv 或 json", valueName: "格式")) var format = "csv"
  @Option(help: ArgumentHelp("部门编码(市数据局审计人员可用)", valueName: "部门")) var department: String?
  @Option(help: ArgumentHelp("写入此文件", valueName: "文件")) var file: String

  func run() async throws {
    try await connection.client().download(
      "/use-log", [("from", from), ("to", to), ("format", format), ("department", department)], to: file)
  }
}
