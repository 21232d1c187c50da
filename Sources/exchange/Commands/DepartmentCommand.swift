import ArgumentParser
import JSONText

/// `exchange department`: what the bureau records of departments (EX-3).
struct DepartmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "department", abstract: "部门(登记仅限市数据局账号管理员)",
    discussion: """
      例:
        exchange department list
        exchange department add tax --name 市税务局 --provides --uses
        exchange department add province-health --name 省卫生健康委 --kind external --uses
        exchange department set market --name 市市场监督管理局 --provides --uses --document 嘉编发〔2026〕3号
        exchange department succeed petition --by government-office --document 嘉编发〔2026〕4号 --at 2026-12-01
      """,
    subcommands: [List.self, Add.self, Set.self, Succeed.self])

  /// `exchange department list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "部门")
    @OptionGroup var connection: Connection

    func run() async throws {
      Output.list(
        try await connection.client().get("/departments")["departments"]?.array ?? [],
        [
          Column("编码", "code"), Column("名称", "name"), Column("类别", "kind"), Column("可提供", "provides"), Column("可使用", "uses"),
          Column("承继部门", "successor"), Column("自", "succeededOn"),
        ], as: connection.output)
    }
  }

  /// `exchange department add`.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记部门")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("部门编码", valueName: "编码")) var code: String
    @Option(help: ArgumentHelp("名称", valueName: "名称")) var name: String
    @Option(help: ArgumentHelp("municipal 市级,external 其他层级", valueName: "类别")) var kind = "municipal"
    @Flag(help: "可提供数据") var provides = false
    @Flag(help: "可使用数据") var uses = false

    func run() async throws {
      let body: JSON = ["code": .string(code), "name": .string(name), "kind": .string(kind), "provides": .bool(provides), "uses": .bool(uses)]
      Output.one(try await connection.client().write("POST", "/departments", body), as: connection.output)
    }
  }

  /// `exchange department set`.
  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记名称、可提供、可使用;改名须写明文件")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("部门编码", valueName: "编码")) var code: String
    @Option(help: ArgumentHelp("名称", valueName: "名称")) var name: String
    @Option(help: ArgumentHelp("改名的文件", valueName: "文号")) var document: String?
    @Flag(help: "可提供数据") var provides = false
    @Flag(help: "可使用数据") var uses = false

    func run() async throws {
      let body: JSON = ["name": .string(name), "provides": .bool(provides), "uses": .bool(uses), "document": JSON(document)]
      Output.one(try await connection.client().write("PUT", "/departments/\(APIPath.escape(code))", body), as: connection.output)
    }
  }

  /// `exchange department succeed`.
  struct Succeed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记合并后的承继部门;已有授权按原期限执行")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("被合并部门的编码", valueName: "编码")) var code: String
    @Option(help: ArgumentHelp("承继部门的编码", valueName: "编码")) var by: String
    @Option(help: ArgumentHelp("文件", valueName: "文号")) var document: String
    @Option(help: ArgumentHelp("自哪一天", valueName: "日期")) var at: String

    func run() async throws {
      let body: JSON = ["successor": .string(by), "document": .string(document), "at": .string(at)]
      Output.one(try await connection.client().write("POST", "/departments/\(APIPath.escape(code))/successor", body), as: connection.output)
    }
  }
}
