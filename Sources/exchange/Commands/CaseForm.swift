import ArgumentParser
import Couriers

/// `exchange case form`: the form of an interface application, to be printed, sealed and scanned (EX-12b).
struct CaseForm: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "打印服务接口申请表",
    discussion: "例:\n  exchange case form 18 --to 申请表.html      用浏览器打开后打印、盖章、扫描\n  exchange case paper application 18 stamped-form 扫描件.pdf")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("申请编号", valueName: "编号")) var id: Int
  @Option(help: ArgumentHelp("写入此文件(0600)", valueName: "文件")) var to: String

  func run() async throws {
    try KeptFile.write(try await connection.client().file("/exchange/application/\(id)/form").body, to: to)
    Talk.line("已写入 \(to),请用浏览器打开打印;打印后改动申请内容的,须重新打印盖章")
  }
}
