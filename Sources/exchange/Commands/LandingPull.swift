import ArgumentParser
import Foundation
import JSONText

/// `exchange landing pull`: brings what has landed onto a department's own machine, and later only what changed.
struct LandingPull: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull", abstract: "把已交付的文件或库表取到本机,断了可续,只取变化的",
    discussion: """
      例:
        exchange landing key add --name 夜间取数 --to 取数密钥
        exchange landing pull 43 --key-file 取数密钥 --to /srv/papers
      中断后再次运行即从断处续取。每个文件取完核对SHA-256,核对相符才换上;平台上已不在的文件随之移去(只限由本命令取来的)。
      """)
  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("授权编号", valueName: "授权")) var grant: Int
  @Option(help: ArgumentHelp("放在此目录", valueName: "目录")) var to: String
  @Option(help: ArgumentHelp("取数密钥所在的文件;不给则用已登录的账号", valueName: "文件")) var keyFile: String?

  func run() async throws {
    let client = try keyFile.map { try APIClient(server: connection.server(), token: Secret.fromFile($0), dryRun: connection.dryRun) } ?? connection.client()
    let folder = PulledFolder(path: to)
    try folder.open()
    do {
      let listed = try await client.get("/landing/\(grant)/files")["files"]?.array ?? []
      let files = try listed.map { try PulledFile($0) }
      let outcome = try await folder.take(files, grant: grant, from: client)
      Talk.line(outcome.sentence)
    } catch let problem as Problem where problem.codes.contains("landing.kind") {
      try await client.download("/landing/\(grant)/rows", [("format", "csv")], to: "\(to)/\(grant).csv")
    }
  }
}

/// `exchange landing key`: what a department's machine takes landed data with.
struct LandingKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "取数密钥:供本部门的机器取数", subcommands: [Add.self, List.self, End.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "新的取数密钥(只显示一次)")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("名称", valueName: "名称")) var name: String
    @Option(help: ArgumentHelp("有效天数,最多366", valueName: "天数")) var days = 366
    @Option(help: ArgumentHelp("写入此文件(0600),不显示", valueName: "文件")) var to: String?

    func run() async throws {
      let answer = try await connection.client().write("POST", "/landing/keys", ["name": .string(name), "days": JSON(days)])
      guard let to else { return Output.one(answer, as: connection.output) }
      try KeptFile.write(Array((answer["key"]?.string ?? "").utf8) + [UInt8(ascii: "\n")], to: to)
      Talk.line("取数密钥已写入 \(to),有效至 \(answer["endsAt"]?.string ?? "")")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "本部门的取数密钥")
    @OptionGroup var connection: Connection

    func run() async throws {
      Output.list(
        try await connection.client().get("/landing/keys")["keys"]?.array ?? [],
        [
          Column("编号", "id"), Column("名称", "name"), Column("经手人", "by"), Column("有效至", "endsAt"), Column("停用时间", "endedAt"), Column("最近使用", "usedAt"),
        ], as: connection.output)
    }
  }

  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "停用一把取数密钥,立即生效")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("编号", valueName: "编号")) var id: Int

    func run() async throws { try await connection.client().write("DELETE", "/landing/keys/\(id)") }
  }
}
