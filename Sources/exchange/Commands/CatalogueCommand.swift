import ArgumentParser
import Foundation
import JSONText

/// `exchange catalogue`: what concerns many catalogues, or one in its versions. A single one is written by `exchange case`.
struct CatalogueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "目录:填写检查、版本比较、批量导入",
    discussion: """
      例:
        exchange catalogue lint 18                         填写检查和完备度
        exchange catalogue diff 18 --from 1 --to 2         两个版本的差异和受影响的授权
        exchange catalogue material 18 letter --to 函.docx  下载材料模板
        exchange catalogue template 目录模板.xlsx           空的导入模板
        exchange catalogue import 目录.xlsx                 上传并预览,不写入
        exchange catalogue import 目录.xlsx --confirm       没有错误时随即生成草稿
        exchange catalogue confirm 3                        确认第3次导入
        exchange catalogue workbook 3 错误.xlsx             原表加“错误原因”一列
        exchange catalogue undo 3                           24小时内撤销
      """,
    subcommands: [Lint.self, Versions.self, Diff.self, CatalogueMaterial.self, Template.self, Import.self, Confirm.self, Marked.self, Undo.self])

  /// `exchange catalogue lint`.
  struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "填写检查和完备度")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("目录编号", valueName: "编号")) var id: Int

    func run() async throws {
      let answer = try await connection.client().get("/exchange/catalogue/\(id)/lint")
      guard connection.output == .table else { return Output.one(answer, as: connection.output) }
      Talk.line("完备度 \(answer["readiness"]?["score"]?.int ?? 0) 分(满分100)")
      for loss in answer["readiness"]?["losses"]?.array ?? [] {
        Talk.line("  -\(loss["points"]?.int ?? 0) 分:\(loss["kind"]?.string ?? "")(\(loss["count"]?.int ?? 0)处)")
      }
      Output.list(
        answer["flaws"]?.array ?? [], [Column("程度", "severity"), Column("位置", "pointer"), Column("建议", "text")], as: connection.output)
    }
  }

  /// `exchange catalogue versions`.
  struct Versions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "历次发布的版本")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("目录编号", valueName: "编号")) var id: Int

    func run() async throws {
      let answer = try await connection.client().get("/catalogues/\(id)/versions")
      Output.list(
        answer["versions"]?.array ?? [], [Column("版本", "version"), Column("发布时间", "publishedAt"), Column("发布人", "publishedBy"), Column("名称", "fields.name")],
        as: connection.output)
    }
  }

  /// `exchange catalogue diff`: without versions the newest against the one before it.
  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "两个版本的差异")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("目录编号", valueName: "编号")) var id: Int
    @Option(help: ArgumentHelp("较早的版本", valueName: "版本")) var from: Int?
    @Option(help: ArgumentHelp("较晚的版本", valueName: "版本")) var to: Int?

    func run() async throws {
      let answer = try await connection.client().get("/catalogues/\(id)/diff", [("from", from.map { String($0) }), ("to", to.map { String($0) })])
      guard connection.output == .table else { return Output.one(answer, as: connection.output) }
      for (title, part) in [("新增数据项", "added"), ("删去数据项", "dropped")] {
        for item in answer[part]?.array ?? [] { print("\(title):\(item["name"]?.string ?? "") \(item["label"]?.string ?? "")") }
      }
      for part in ["changes", "altered"] {
        for change in answer[part]?.array ?? [] {
          print("\(change["pointer"]?.string ?? ""):\(Output.plain(change["from"] ?? .null)) → \(Output.plain(change["to"] ?? .null))")
        }
      }
      let grants = answer["grants"]?.array ?? []
      guard !grants.isEmpty else { return Talk.line("没有受影响的授权") }
      Output.list(
        grants, [Column("授权", "number"), Column("使用部门", "department"), Column("资源", "resource"), Column("受影响的数据项", "items")], as: connection.output)
    }
  }
}
