import ArgumentParser
import Foundation
import JSONText

/// `exchange cascade`: the file to and from the province's platform (EX-2).
struct CascadeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cascade", abstract: "级联文件:导出本市已发布目录,载入上级目录",
    discussion: """
      例:
        exchange cascade export 本市目录.jsonl
        exchange cascade list --state 上级退回
        exchange cascade import 省级目录.jsonl
      """,
    subcommands: [Export.self, List.self, Import.self])

  /// `exchange cascade export`.
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "导出已发布目录")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("写到哪个文件", valueName: "文件")) var file: String

    func run() async throws {
      try await SavedFile.save(connection.client().bytes("/cascade/export"), to: file)
    }
  }

  /// `exchange cascade list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "本市已发布目录的级联状态(未上报、已上报、上级退回)")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("只列这一状态", valueName: "状态")) var state: String?

    func run() async throws {
      let found = try await connection.client().get("/cascade/catalogues", [("state", state)])
      Output.list(
        found["lines"]?.array ?? [],
        [Column("目录代码", "code"), Column("目录名称", "title"), Column("提供部门", "provider"), Column("级联状态", "state"), Column("上级编目代码", "upstreamCode"), Column("退回理由", "reason")],
        as: connection.output)
    }
  }

  /// `exchange cascade import`: the whole file or, with the number of the wrong line, nothing.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "载入上级目录和上级答复")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("级联文件", valueName: "文件")) var file: String

    func run() async throws {
      guard let content = FileManager.default.contents(atPath: file) else { throw Fault(.usage, "读不到文件 \(file)") }
      Output.one(try await connection.client().send("/cascade/import", file: nil, [UInt8](content)), as: connection.output)
    }
  }
}
