import ArgumentParser
import Couriers

/// `exchange catalogue material`: the file that an applicant fills in for a material of the list (EX-5.1b).
struct CatalogueMaterial: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "material", abstract: "下载材料清单所附的模板", discussion: "例:\n  exchange catalogue material 18 letter --to 函.docx")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("目录编号", valueName: "编号")) var id: Int
  @Argument(help: ArgumentHelp("材料代码", valueName: "材料")) var name: String
  @Option(help: ArgumentHelp("写入此文件(0600)", valueName: "文件")) var to: String

  func run() async throws {
    try KeptFile.write(try await connection.client().file("/catalogues/\(id)/templates/\(APIPath.escape(name))").body, to: to)
    Talk.line("已写入 \(to)")
  }
}
