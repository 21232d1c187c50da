import ArgumentParser
import JSONText

/// `exchange source`: where a provider's data lie.
struct SourceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source", abstract: "数据源:登记、测试连接、看列",
    discussion: """
      例:
        exchange source add --name 网站库 --kind postgres --set host=10.1.2.3 --set port:=5432 --set database=site --set user=reader --secret-file 口令.txt
        exchange source add --name 户籍库 --kind odbc --set driver="MariaDB Unicode" --set host=10.1.2.4 --set port:=3306 --set database=civil --set user=reader --secret-file 口令.txt
        exchange source add --name 上传表 --kind upload --open
        exchange source upload 4 从业人员.xlsx --table 从业人员 --key 工号
        exchange source test 3
        exchange source columns 3 --schema public --table website_column
      """,
    subcommands: [Add.self, Test.self, Columns.self, SourceUpload.self, SourceUploads.self])

  /// `exchange source add`: the secret comes from a file, the environment or a prompt, and is sealed at rest.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记数据源")
    @OptionGroup var connection: Connection
    @OptionGroup var form: FieldOptions
    @OptionGroup var secret: SecretOptions
    @Option(help: ArgumentHelp("名称", valueName: "名称")) var name: String
    @Option(help: ArgumentHelp("种类:postgres、odbc、upload、http、sftp、ftps、ftp、directory", valueName: "种类")) var kind: String
    @Flag(help: "没有口令或密钥") var open = false

    func run() async throws {
      var body = JSONObject()
      body["name"] = .string(name)
      body["kind"] = .string(kind)
      body["address"] = .object(try form.object())
      if !open && kind != "directory" { body["secret"] = .string(try secret.read("数据源口令或密钥")) }
      Output.one(try await connection.client().write("POST", "/sources", .object(body)), as: connection.output)
    }
  }

  /// `exchange source test`: layer by layer; exit 1 when one does not hold.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "测试连接,逐层给出结果")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("数据源编号", valueName: "编号")) var id: Int

    func run() async throws {
      let answer = try await connection.client().write("POST", "/sources/\(id)/test")
      let layers = answer["layers"]?.array ?? []
      Output.list(layers, [Column("层", "name"), Column("通过", "ok"), Column("说明", "message")], as: connection.output)
      guard !layers.isEmpty, layers.allSatisfy({ $0["ok"]?.bool == true }) else { throw Fault(.failed, "连接测试未通过") }
    }
  }

  /// `exchange source columns`.
  struct Columns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一张表的列")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("数据源编号", valueName: "编号")) var id: Int
    @Option(help: ArgumentHelp("模式", valueName: "模式")) var schema = "public"
    @Option(help: ArgumentHelp("表", valueName: "表")) var table: String

    func run() async throws {
      let answer = try await connection.client().get("/sources/\(id)/columns", [("schema", schema), ("table", table)])
      Output.list(answer["columns"]?.array ?? [], [Column("列", "name"), Column("类型", "type"), Column("主键", "key")], as: connection.output)
    }
  }
}
