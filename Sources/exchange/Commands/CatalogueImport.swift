import ArgumentParser
import Foundation
import JSONText

extension CatalogueCommand {
  /// `exchange catalogue template`: what the file is called says whether it is a workbook or CSV.
  struct Template: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "空的导入模板(XLSX或CSV)")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("写到哪个文件", valueName: "文件")) var file: String

    func run() async throws {
      let format = file.lowercased().hasSuffix(".csv") ? "csv" : nil
      try await SavedFile.save(connection.client().bytes("/imports/template", [("format", format)]), to: file)
    }
  }

  /// `exchange catalogue import`: a preview; exit 4 when there are faults.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "上传目录表并预览;--confirm 在没有错误时随即生成草稿")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("XLSX或CSV文件", valueName: "文件")) var file: String
    @Flag(help: "没有错误时随即生成草稿") var confirm = false

    func run() async throws {
      guard let content = FileManager.default.contents(atPath: file) else { throw Fault(.usage, "读不到文件 \(file)") }
      let client = try connection.client()
      let preview = try await client.send("/imports", file: (file as NSString).lastPathComponent, [UInt8](content))
      let faults = preview["faults"]?.array ?? []
      if !faults.isEmpty {
        Output.list(faults, [Column("行", "row"), Column("列", "column"), Column("原因", "reason")], as: connection.output)
        throw Fault(.refused, "共\(preview["faultCount"]?.int ?? 0)处错误;exchange catalogue workbook \(preview["id"]?.int ?? 0) 文件 可取回标注后的原表")
      }
      guard confirm, let id = preview["id"]?.int else { return Output.one(preview, as: connection.output) }
      Output.one(try await client.write("POST", "/imports/\(id)/confirm"), as: connection.output)
    }
  }

  /// `exchange catalogue confirm`.
  struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "确认一次导入,生成草稿")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("导入编号", valueName: "编号")) var id: Int

    func run() async throws {
      Output.one(try await connection.client().write("POST", "/imports/\(id)/confirm"), as: connection.output)
    }
  }

  /// `exchange catalogue workbook`.
  struct Marked: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "workbook", abstract: "原表,另加“错误原因”一列")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("导入编号", valueName: "编号")) var id: Int
    @Argument(help: ArgumentHelp("写到哪个文件", valueName: "文件")) var file: String

    func run() async throws {
      try await SavedFile.save(connection.client().bytes("/imports/\(id)/workbook"), to: file)
    }
  }

  /// `exchange catalogue undo`: says which drafts were left alone because someone touched them.
  struct Undo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "24小时内撤销一次导入")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("导入编号", valueName: "编号")) var id: Int

    func run() async throws {
      let answer = try await connection.client().write("POST", "/imports/\(id)/undo")
      guard connection.output == .table else { return Output.one(answer, as: connection.output) }
      Talk.line("已撤销\(answer["undone"]?.int ?? 0)个草稿")
      let kept = answer["kept"]?.array ?? []
      if !kept.isEmpty { Output.list(kept, [Column("未撤销", "code"), Column("事项", "case"), Column("原因", "reason")], as: connection.output) }
    }
  }
}
