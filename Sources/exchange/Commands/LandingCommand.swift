import ArgumentParser
import Foundation
import JSONText

/// `exchange landing`: my department's own landing area (EX-8.1).
struct LandingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "landing", abstract: "前置区:地址、表、口令",
    discussion: """
      例:
        exchange landing list
        exchange landing get 42 --to 企业.csv
        exchange landing get 43 --path 2026/11/通知.pdf --to 通知.pdf
        exchange landing password --to 前置区口令.txt
      """,
    subcommands: [Show.self, List.self, Get.self, LandingPull.self, LandingKeyCommand.self, Password.self])

  /// `exchange landing show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "本部门前置区")
    @OptionGroup var connection: Connection

    func run() async throws { Output.one(try await connection.client().get("/landing"), as: connection.output) }
  }

  /// `exchange landing list`: what lies there, by grant; or the files of one.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "前置区存量;给出授权编号则列出其文件")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("文件夹授权的编号", valueName: "授权")) var grant: Int?
    @Option(help: ArgumentHelp("部门编码(市数据局可用)", valueName: "部门")) var department: String?

    func run() async throws {
      if let grant {
        let files = try await connection.client().get("/landing/\(grant)/files")["files"]?.array ?? []
        return Output.list(
          files, [Column("文件", "path"), Column("字节", "bytes"), Column("修改时间", "modified"), Column("SHA-256", "sha256")], as: connection.output)
      }
      Output.list(
        try await connection.client().get("/landing/stock", [("department", department)])["stock"]?.array ?? [],
        [
          Column("授权", "grant"), Column("文号", "number"), Column("资源", "code"), Column("名称", "title"), Column("状态", "state"),
          Column("版本", "version"), Column("交付时间", "landedAt"), Column("行(件)数", "rows"), Column("字节", "bytes"),
        ], as: connection.output)
    }
  }

  /// `exchange landing get`: a delivered table, or one delivered file.
  struct Get: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "下载已交付的库表或一个文件")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("授权编号", valueName: "授权")) var grant: Int
    @Option(help: ArgumentHelp("文件夹授权:哪个文件", valueName: "路径")) var path: String?
    @Option(help: ArgumentHelp("库表授权:csv 或 jsonl", valueName: "格式")) var format = "csv"
    @Option(help: ArgumentHelp("写入此文件", valueName: "文件")) var to: String

    func run() async throws {
      if let path { return try await connection.client().download("/landing/\(grant)/file", [("path", path)], to: to) }
      try await connection.client().download("/landing/\(grant)/rows", [("format", format)], to: to)
    }
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
