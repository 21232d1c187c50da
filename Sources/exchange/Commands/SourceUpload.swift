import ArgumentParser
import Foundation
import JSONText

/// `exchange source upload`: a sheet becomes a table's next version.
struct SourceUpload: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload", abstract: "上传XLSX或CSV,作为一张表的下一版",
    discussion: """
      表头是列名。第一次上传时按内容判断每列的类型,以后各版须有同样的列。--trial 只看会改动多少行,不写入。
      例:
        exchange source upload 4 从业人员.xlsx --table 从业人员 --key 工号 --trial
        exchange source upload 4 从业人员.xlsx --table 从业人员 --key 工号 --types 电话:text
      """)
  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("数据源编号", valueName: "编号")) var id: Int
  @Argument(help: ArgumentHelp("XLSX或CSV文件", valueName: "文件")) var file: String
  @Option(help: ArgumentHelp("表名", valueName: "表")) var table: String
  @Option(help: ArgumentHelp("主键列,多列用逗号隔开", valueName: "列")) var key: String?
  @Option(help: ArgumentHelp("指定类型:列:integer|number|boolean|date|timestamp|text", valueName: "类型")) var types: String?
  @Flag(help: "只看会改动多少行,不写入") var trial = false

  func run() async throws {
    guard let content = FileManager.default.contents(atPath: file) else { throw Fault(.usage, "读不到文件 \(file)") }
    let answer = try await connection.client().upload(
      "/sources/\(id)/tables", method: "POST", file: (file as NSString).lastPathComponent,
      [("table", table), ("key", key), ("types", types), ("trial", trial ? "true" : nil)], type: "application/octet-stream", [UInt8](content))
    Output.list(answer["columns"]?.array ?? [], [Column("列", "name"), Column("类型", "type"), Column("主键", "key")], as: connection.output)
    func count(_ name: String) -> Int { answer[name]?.int ?? 0 }
    Talk.line("\(trial ? "若上传,将有" : "现有") \(count("rows")) 行:新增 \(count("inserted")),更新 \(count("updated")),删除 \(count("deleted"))。")
  }
}

/// `exchange source uploads`.
struct SourceUploads: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "uploads", abstract: "上传记录")
  @OptionGroup var connection: Connection
  @Argument(help: ArgumentHelp("数据源编号", valueName: "编号")) var id: Int

  func run() async throws {
    let answer = try await connection.client().get("/sources/\(id)/tables")
    Output.list(
      answer["uploads"]?.array ?? [],
      [
        Column("时间", "at"), Column("表", "table"), Column("文件", "file"), Column("行", "rows"), Column("新增", "inserted"), Column("更新", "updated"),
        Column("删除", "deleted"), Column("经手人", "by"),
      ], as: connection.output)
  }
}
