import ArgumentParser
import JSONText

/// `exchange account`: accounts, which the bureau alone makes and files (EX-17a).
struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "账号(仅限市数据局账号管理员)",
    discussion: """
      例:
        exchange account list
        exchange account add --login li.na --name 李娜 --department hr --role user.apply --role user.receive
        exchange account act 12 disable
        exchange account filing --format csv --to 账号备案清单.csv
      """,
    subcommands: [List.self, Add.self, Act.self, Filing.self])

  /// `exchange account list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "账号清单")
    @OptionGroup var connection: Connection

    func run() async throws {
      let answer = try await connection.client().get("/accounts")
      Output.list(
        answer["accounts"]?.array ?? answer.array ?? [],
        [Column("编号", "id"), Column("账号", "login"), Column("姓名", "name"), Column("部门", "department"), Column("状态", "state"), Column("权限", "roles")],
        as: connection.output)
    }
  }

  /// `exchange account add`: prints the activation code, once.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "新建账号,显示一次激活码")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("账号", valueName: "账号")) var login: String
    @Option(help: ArgumentHelp("姓名", valueName: "姓名")) var name: String
    @Option(help: ArgumentHelp("部门编码", valueName: "部门")) var department: String
    @Option(help: ArgumentHelp("权限,可重复", valueName: "权限")) var role: [String] = []

    func run() async throws {
      let body: JSON = [
        "login": .string(login), "name": .string(name), "department": .string(department), "roles": JSON(role),
      ]
      Output.one(try await connection.client().write("POST", "/accounts", body), as: connection.output)
    }
  }

  /// `exchange account act`.
  struct Act: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "停用、启用、注销账号:disable、enable、close")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("账号编号", valueName: "编号")) var id: Int
    @Argument(help: ArgumentHelp("disable、enable 或 close", valueName: "步骤")) var step: String

    func run() async throws {
      Output.one(try await connection.client().write("POST", "/accounts/\(id)/acts/\(APIPath.escape(step))"), as: connection.output)
    }
  }

  /// `exchange account filing`: every account from its opening to its end (EX-17a).
  struct Filing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "导出账号备案清单")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("csv 或 json", valueName: "格式")) var format = "csv"
    @Option(help: ArgumentHelp("写入此文件", valueName: "文件")) var to: String

    func run() async throws { try await connection.client().download("/accounts/filing", [("format", format)], to: to) }
  }
}
