import ArgumentParser
import Foundation
import JSONText

/// `exchange landing`: my department's own landing area (EX-8.1).
struct LandingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "landing", abstract: "前置区:地址、表、口令",
    discussion: "例:\n  exchange landing show\n  exchange landing password --to 前置区口令.txt",
    subcommands: [Show.self, Password.self])

  /// `exchange landing show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "本部门前置区")
    @OptionGroup var connection: Connection

    func run() async throws { Output.one(try await connection.client().get("/landing"), as: connection.output) }
  }

  /// `exchange landing password`: a new one, shown once.
  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "重设前置区口令(只显示一次)")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("写入此文件(0600),不显示", valueName: "文件")) var to: String?

    func run() async throws {
      let answer = try await connection.client().write("POST", "/landing/password")
      guard let to else { return Output.one(answer, as: connection.output) }
      let kept = FileManager.default.createFile(
        atPath: to, contents: Data((Output.plain(answer["password"] ?? .null) + "\n").utf8), attributes: [.posixPermissions: 0o600])
      guard kept else { throw Fault(.failed, "不能写入 \(to);请再次重设") }
      Talk.line("口令已写入 \(to)")
    }
  }
}
