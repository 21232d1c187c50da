import ArgumentParser
import Couriers
import Foundation
import Seals

/// `exchange case paper-get`: fetches an attachment and checks its SHA-256 before it is kept.
struct CasePaperGet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper-get", abstract: "下载附件",
    discussion: "例:\n  exchange case paper-get application 18 stamped-form --to 申请表.pdf\n  exchange case paper-get application 18 stamped-form --version 1 --to 第一版.pdf")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("流程", valueName: "流程")) var procedure: CasePath
  @Argument(help: ArgumentHelp("事项编号", valueName: "编号")) var id: Int
  @Argument(help: ArgumentHelp("附件名称", valueName: "名称")) var name: String
  @Option(help: ArgumentHelp("版本;不写为最新一版", valueName: "版本")) var version: Int?
  @Option(help: ArgumentHelp("写入此文件(0600)", valueName: "文件")) var to: String

  func run() async throws {
    let path = procedure.of(id) + "/papers/" + APIPath.escape(name)
    let response = try await connection.client().file(path, [("version", version.map(String.init))])
    let sum = hex(SHA256.hash(response.body))
    guard response.header("X-Content-SHA256") == sum else { throw Fault(.failed, "下载的内容与平台记录的SHA-256不符,未保存,请重新下载") }
    try KeptFile.write(response.body, to: to)
    Talk.line("已写入 \(to),\(response.body.count)字节,SHA-256 \(sum)")
  }
}
