import ArgumentParser
import Couriers
import Foundation
import JSONText

/// `exchange agreement`: data-sharing agreements outside the platform (EX-19).
struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "数据共享协议和已发布通报:条款、公钥、离线核验",
    discussion: """
      例:
        exchange grant agreement 20 --to 协议.json         导出协议
        exchange agreement keys --to 公钥.json             取平台公钥(请另行核对)
        exchange agreement verify 协议.json --keys 公钥.json
        exchange agreement bulletin 31 --to 通报.json      导出已发布的通报,同样核验
        exchange agreement terms
      """,
    subcommands: [Verify.self, Keys.self, Bulletin.self, Terms.self])

  /// `exchange agreement verify`: with the public keys alone; no server is asked.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "离线核验导出的协议或通报")
    @Argument(help: ArgumentHelp("导出的协议或通报", valueName: "文件")) var file: String
    @Option(help: ArgumentHelp("平台公钥", valueName: "文件")) var keys: String

    func run() throws {
      let (bundle, keys) = (try Self.read(file), try PublicKeys.read(keys))
      let bulletin = BulletinBundle(bundle)
      let findings = bulletin?.check(under: keys) ?? AgreementBundle(bundle).check(under: keys)
      for finding in findings { print("\(finding.holds ? "相符" : "不符")\t\(finding.text)") }
      guard findings.allSatisfy(\.holds) else { throw Fault(.failed, "未通过核验") }
      Talk.line(bulletin == nil ? "协议通过核验" : "通报通过核验")
    }

    private static func read(_ file: String) throws -> JSON {
      guard let data = FileManager.default.contents(atPath: file) else { throw Fault(.usage, "读不到文件 \(file)") }
      guard let json = try? JSON.parse([UInt8](data), limits: JSONLimits(bytes: 16 << 20, depth: 64)) else {
        throw Fault(.failed, "\(file) 不是有效的JSON")
      }
      return json
    }
  }

  /// `exchange agreement keys`.
  struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "取平台公钥")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("写入此文件", valueName: "文件")) var to: String?

    func run() async throws {
      let answer = try await connection.stranger().get("/keys")
      guard let to else { return Output.one(answer, as: connection.output) }
      try KeptFile.write(answer.bytes, to: to)
      Talk.line("公钥已写入 \(to),请与平台公布的指纹核对:\(Output.plain(answer["signer"] ?? .null))")
    }
  }

  /// `exchange agreement bulletin` (EX-17b, EX-21).
  struct Bulletin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "已发布通报的签名文本")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("通报编号", valueName: "编号")) var id: Int
    @Option(help: ArgumentHelp("导出为此文件,可离线核验", valueName: "文件")) var to: String?

    func run() async throws {
      let client = try connection.client()
      guard let to else { return Output.one(try await client.get("/bulletins/\(id)/proof"), as: connection.output) }
      try KeptFile.write(try await client.file("/bulletins/\(id)/proof").body, to: to)
      Talk.line("已写入 \(to),核验:exchange agreement verify \(to) --keys 公钥.json")
    }
  }

  /// `exchange agreement terms`.
  struct Terms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "现行标准条款")
    @OptionGroup var connection: Connection

    func run() async throws { Output.one(try await connection.client().get("/agreement-terms"), as: connection.output) }
  }
}
