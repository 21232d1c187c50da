import ArgumentParser
import Couriers
import JSONText

/// `exchange grant agreement`: the agreement of a grant, to read, to export or to print (EX-19).
struct GrantAgreement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "数据共享协议:查看、导出、打印",
    discussion: "例:\n  exchange grant agreement 20\n  exchange grant agreement 20 --to 协议.json\n  exchange grant agreement 20 --print 协议.html")

  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("授权编号", valueName: "编号")) var id: Int
  @Option(help: ArgumentHelp("导出为此文件,可离线核验", valueName: "文件")) var to: String?
  @Option(help: ArgumentHelp("写成打印用网页", valueName: "文件")) var print: String?

  func run() async throws {
    let client = try connection.client()
    let path = "/grants/\(id)/agreement"
    if let page = print {
      try KeptFile.write(try await client.file(path, [("format", "html")]).body, to: page)
      Talk.line("已写入 \(page),请用浏览器打开打印")
    }
    if let to {
      try KeptFile.write(try await client.file(path).body, to: to)
      Talk.line("已写入 \(to),核验:exchange agreement verify \(to) --keys 公钥.json")
    }
    guard to == nil, print == nil else { return }
    let answer = try await client.get(path)
    guard connection.output == .table else { return Output.one(answer, as: connection.output) }
    Swift.print("\(Output.plain(answer["number"] ?? .null)) 条款第\(Output.plain(answer["terms"]?["version"] ?? .null))版 SM3 \(Output.plain(answer["hash"] ?? .null))")
    Output.list(
      answer["events"]?.array ?? [], [Column("事项", "label"), Column("时间", "at"), Column("签名", "signature"), Column("SM3", "hash")],
      as: .table)
  }
}
