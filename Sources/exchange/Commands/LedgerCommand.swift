import ArgumentParser
import Foundation
import JSONText

/// `exchange ledger`: trainings, audits, other routes, faults, transfers. Nothing is deleted; a correction is a new version.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "台账:培训、审计、其他渠道、突发故障、移送",
    discussion: """
      例:
        exchange ledger list                              有哪些台账
        exchange ledger list training                     培训记录
        exchange ledger add training --set date=2026-11-20 --set topic=数据安全 --set people:=35
        exchange ledger correct training 7 --set people:=36 --reason 补录一人
        exchange ledger correct training 7 --retract --reason 重复登记
        exchange ledger paper audit-record 9 report 审计报告.pdf
        exchange ledger export training --format csv --to 培训记录.csv
      """,
    subcommands: [List.self, Add.self, Show.self, Correct.self, PutPaper.self, Export.self])

  /// `training`, or with its measure, `exchange.training`.
  struct Code: ExpressibleByArgument {
    let text: String
    init?(argument: String) {
      guard !argument.isEmpty else { return nil }
      text = argument.contains(".") ? argument : "exchange.\(argument)"
    }
    var path: String { "/ledgers/\(APIPath.escape(text))" }
  }

  /// `exchange ledger list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "台账或其记录")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("台账;不写则列出全部台账", valueName: "台账")) var ledger: Code?
    @Option(help: ArgumentHelp("部门编码", valueName: "部门")) var department: String?
    @Option(help: ArgumentHelp("从此编号之后", valueName: "编号")) var after: Int?
    @Option(help: ArgumentHelp("最多多少条", valueName: "条数")) var limit = 50

    func run() async throws {
      let client = try connection.client()
      guard let ledger else {
        let answer = try await client.get("/ledgers")
        return Output.list(
          answer["ledgers"]?.array ?? [], [Column("台账", "code"), Column("名称", "title"), Column("条款", "clause"), Column("可登记", "writes")],
          as: connection.output)
      }
      let answer = try await client.get(
        ledger.path, [("department", department), ("after", after.map { String($0) }), ("limit", String(limit))])
      Output.list(
        answer["entries"]?.array ?? [],
        [
          Column("编号", "id"), Column("部门", "department"), Column("日期", "day"), Column("版本", "version"), Column("已撤销", "retracted"),
          Column("登记人", "writer"), Column("内容", "fields"),
        ], as: connection.output)
    }
  }

  /// `exchange ledger add`.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记一条记录")
    @OptionGroup var connection: Connection
    @OptionGroup var form: FieldOptions
    @Argument(help: ArgumentHelp("台账", valueName: "台账")) var ledger: Code

    func run() async throws {
      Output.one(try await connection.client().write("POST", ledger.path, ["fields": .object(try form.object())]), as: connection.output)
    }
  }

  /// `exchange ledger show`: every version.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一条记录的全部版本")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("台账", valueName: "台账")) var ledger: Code
    @Argument(help: ArgumentHelp("记录编号", valueName: "编号")) var id: Int

    func run() async throws {
      let found = try await connection.client().get("\(ledger.path)/\(id)")
      guard connection.output != .json else { return Output.one(found, as: .json) }
      Output.list(
        found["versions"]?.array ?? [],
        [
          Column("版本", "version"), Column("登记时间", "writtenAt"), Column("登记人", "writer"), Column("已撤销", "retracted"), Column("原因", "reason"),
          Column("内容", "fields"),
        ], as: connection.output)
    }
  }

  /// `exchange ledger correct`: the newest version with some fields changed, or taken out of what counts.
  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "更正或撤销一条记录(旧版本保留)")
    @OptionGroup var connection: Connection
    @OptionGroup var form: FieldOptions
    @Argument(help: ArgumentHelp("台账", valueName: "台账")) var ledger: Code
    @Argument(help: ArgumentHelp("记录编号", valueName: "编号")) var id: Int
    @Option(help: ArgumentHelp("原因", valueName: "原因")) var reason: String?
    @Flag(help: "撤销:不再计入统计,仍可查") var retract = false

    func run() async throws {
      let client = try connection.client()
      let path = "\(ledger.path)/\(id)"
      var body = JSONObject()
      body["reason"] = reason.map { .string($0) }
      if retract {
        body["retract"] = true
      } else {
        let now = try await client.get(path)["fields"]?.object ?? JSONObject()
        body["fields"] = .object(now.merged(with: try form.object()))
      }
      Output.one(try await client.write("PUT", path, .object(body)), as: connection.output)
    }
  }

  /// `exchange ledger paper`.
  struct PutPaper: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "paper", abstract: "上传记录的附件")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("台账", valueName: "台账")) var ledger: Code
    @Argument(help: ArgumentHelp("记录编号", valueName: "编号")) var id: Int
    @Argument(help: ArgumentHelp("附件名称", valueName: "名称")) var name: String
    @Argument(help: ArgumentHelp("文件", valueName: "文件")) var file: String

    func run() async throws {
      let answer = try await connection.client().upload("\(ledger.path)/\(id)/papers/\(APIPath.escape(name))", paper: file)
      Output.one(answer, as: connection.output)
    }
  }

  /// `exchange ledger export`.
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "导出台账")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("台账", valueName: "台账")) var ledger: Code
    @Option(help: ArgumentHelp("csv 或 json", valueName: "格式")) var format = "csv"
    @Option(help: ArgumentHelp("部门编码", valueName: "部门")) var department: String?
    @Option(help: ArgumentHelp("写入此文件", valueName: "文件")) var to: String

    func run() async throws {
      try await connection.client().download("\(ledger.path)/export", [("format", format), ("department", department)], to: to)
    }
  }
}
