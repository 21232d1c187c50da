import ArgumentParser
import Foundation
import JSONText

/// `exchange grant`: what my department may use, and what it lets others use.
struct GrantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "授权:清单、授权码、交换、重新申请",
    discussion: """
      例:
        exchange grant list
        exchange grant code 20 --to 授权码.txt              首次领取
        exchange grant code 20 --replace now --to 新码.txt  立即更换(疑似泄露)
        exchange grant deliveries 21
        exchange grant agreement 20 --print 协议.html
        exchange grant renew 20                             到期前重新申请
      """,
    subcommands: [List.self, Idle.self, Code.self, Deliveries.self, Deliver.self, GrantAgreement.self, GrantRenew.self])

  /// `exchange grant list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "本部门的授权")
    @OptionGroup var connection: Connection

    func run() async throws {
      let answer = try await connection.client().get("/grants")
      Output.list(
        answer["grants"]?.array ?? [],
        [
          Column("编号", "id"), Column("文号", "number"), Column("资源", "resource.title"), Column("使用部门", "department"), Column("状态", "state.label"),
          Column("到期", "expiresAt"),
        ], as: connection.output)
    }
  }

  /// `exchange grant idle`: what the provider may revoke for disuse (EX-11.2c).
  struct Idle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "超过三个月未使用的接口授权(提供部门可以收回)")
    @OptionGroup var connection: Connection

    func run() async throws {
      Output.list(
        try await connection.client().get("/grants/idle")["grants"]?.array ?? [],
        [
          Column("编号", "id"), Column("文号", "number"), Column("资源", "title"), Column("使用部门", "department"), Column("最后使用", "lastUse"),
          Column("可收回自", "idleFrom"),
        ], as: connection.output)
    }
  }

  /// `exchange grant code`: the code is shown once; `--to` keeps it off the screen.
  struct Code: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "领取或更换授权码(只显示一次)")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("授权编号", valueName: "编号")) var id: Int
    @Option(help: ArgumentHelp("first 首次,planned 计划更换(旧码用到新码启用),now 立即更换", valueName: "方式")) var replace = "first"
    @Option(help: ArgumentHelp("计划更换时旧码最多再用几天(上限见系统参数 exchange.code-grace)", valueName: "天数")) var days: Int?
    @Option(help: ArgumentHelp("写入此文件(0600),不显示", valueName: "文件")) var to: String?

    func run() async throws {
      var body = JSONObject([.init(name: "replace", value: .string(replace))])
      body["days"] = days.map { JSON($0) }
      let answer = try await connection.client().write("POST", "/grants/\(id)/code", .object(body))
      guard let to else { return Output.one(answer, as: connection.output) }
      let kept = FileManager.default.createFile(
        atPath: to, contents: Data((Output.plain(answer["code"] ?? .null) + "\n").utf8), attributes: [.posixPermissions: 0o600])
      guard kept else { throw Fault(.failed, "不能写入 \(to);授权码未保存,请用 --replace now 重新领取") }
      Talk.line("授权码已写入 \(to)")
    }
  }

  /// `exchange grant deliveries`.
  struct Deliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "历次交换和两边的数")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("授权编号", valueName: "编号")) var id: Int

    func run() async throws {
      let answer = try await connection.client().get("/grants/\(id)/deliveries")
      Output.list(
        answer["deliveries"]?.array ?? [],
        [
          Column("版本", "version"), Column("结果", "outcome"), Column("读出行数", "rowsRead"), Column("落地行数", "rowsLanded"), Column("变更", "changes"),
          Column("字节", "bytes"), Column("毫秒", "millis"), Column("原因", "fault"),
        ], as: connection.output)
    }
  }

  /// `exchange grant deliver`: exchanges now, without waiting for the frequency.
  struct Deliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "立即交换一次")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("授权编号", valueName: "编号")) var id: Int

    func run() async throws {
      try await connection.client().write("POST", "/grants/\(id)/deliveries")
      Talk.line("已安排交换,结果见 exchange grant deliveries \(id)")
    }
  }
}
