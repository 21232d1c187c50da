import ArgumentParser
import Couriers
import JSONText

/// `exchange call`: what became of a call, and what proves it.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "调用记录",
    discussion: """
      例:
        exchange call explain 01J9Z…                      X-Call-Id 的值
        exchange call list --grant 20
        exchange call evidence 01J9Z… -o 凭据.json        导出凭据,用 exchange verify 离线核验
        exchange call report --from 2026-11-01 --to 2026-11-30
        exchange call verify                              审计人员核验全部调用记录
      """,
    subcommands: [Explain.self, Show.self, List.self, Evidence.self, Report.self, Verify.self])

  /// `exchange call explain`: what happened, whose duty it is, what to do now.
  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一次调用的经过、责任方和下一步")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("调用编号(响应头 X-Call-Id)", valueName: "编号")) var id: String

    func run() async throws {
      let answer = try await connection.client().get("/calls/\(APIPath.escape(id))")
      guard connection.output == .table else { return Output.one(answer, as: connection.output) }
      func text(_ name: String) -> String { Output.plain(answer[name] ?? .null) }
      print("\(text("at")) \(text("method")) \(text("path"))")
      print("经过:\(text("explanation"))")
      print("责任方:\(text("duty"))")
      print("下一步:\(text("next"))")
    }
  }

  /// `exchange call show`: the record; of a call that was archived, where it is.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一次调用的记录;已归档的说明在哪个归档")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("调用编号(响应头 X-Call-Id)", valueName: "编号")) var id: String

    func run() async throws { Output.one(try await connection.client().get("/calls/\(APIPath.escape(id))"), as: connection.output) }
  }

  /// `exchange call list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一项授权的调用")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("授权编号", valueName: "编号")) var grant: Int

    func run() async throws {
      let answer = try await connection.client().get("/calls", [("grant", String(grant))])
      Output.list(
        answer["calls"]?.array ?? [],
        [Column("时间", "at"), Column("编号", "callId"), Column("方法", "method"), Column("路径", "path"), Column("结果", "status"), Column("原因", "code"), Column("责任方", "duty")],
        as: connection.output)
    }
  }

  /// `exchange call evidence`: byte for byte as the server gives it, for that is what is checked.
  struct Evidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "导出一次调用的凭据")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("调用编号(响应头 X-Call-Id)", valueName: "编号")) var id: String
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("写入此文件", valueName: "文件")) var to: String

    func run() async throws {
      try KeptFile.write(try await connection.client().file("/calls/\(APIPath.escape(id))/evidence").body, to: to)
      Talk.line("已写入 \(to),核验:exchange verify \(to) --keys 公钥.json")
    }
  }

  /// `exchange call report`: how each interface served.
  struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "各接口的调用次数、耗时和失败")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("自哪一天", valueName: "日期")) var from: String
    @Option(help: ArgumentHelp("至哪一天", valueName: "日期")) var to: String

    func run() async throws {
      let answer = try await connection.client().get("/interfaces/report", [("from", from), ("to", to)])
      let interfaces = answer["interfaces"]?.array ?? []
      Output.list(
        interfaces,
        [
          Column("接口", "resource"), Column("名称", "title"), Column("提供部门", "providerName"), Column("调用", "calls"), Column("成功", "succeeded"),
          Column("中位毫秒", "p50Millis"), Column("95%毫秒", "p95Millis"), Column("99%毫秒", "p99Millis"),
        ], as: connection.output)
      guard connection.output == .table else { return }
      let faults = interfaces.flatMap { row in
        (row["faults"]?.array ?? []).map { fault -> JSON in
          ["resource": row["resource"] ?? .null, "duty": fault["duty"] ?? .null, "calls": fault["calls"] ?? .null, "why": fault["explanation"] ?? .null]
        }
      }
      guard !faults.isEmpty else { return }
      print("")
      Output.list(faults, [Column("接口", "resource"), Column("责任方", "duty"), Column("次数", "calls"), Column("原因", "why")], as: .table)
    }
  }

  /// `exchange call verify`: the whole log against its signatures and anchors; exit 1 when it does not hold.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "核验全部调用记录:签名批次、锚定、逐条记录")
    @OptionGroup var connection: Connection

    func run() async throws {
      let answer = try await connection.client().write("POST", "/calls/verify")
      Output.one(answer, as: connection.output)
      guard answer["whole"]?.bool == true else { throw Fault(.failed, answer["fault"]?["text"]?.string ?? "调用记录不完整") }
    }
  }
}
