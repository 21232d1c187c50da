import ArgumentParser
import JSONText

extension ClockCommand {
  /// `exchange clock explain`: why a case's clock is due on its day.
  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一个时限为何在该日到期:起算、依据、顺延、逐日")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("时限编号(clock open 列出)", valueName: "编号")) var id: Int

    func run() async throws { Due.show(try await connection.client().get("/clocks/\(id)/explain"), as: connection.output) }
  }

  /// `exchange clock open`: the supervision list (EX-4b).
  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "督办清单:在办时限,先到期的在前(市数据局)")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("从此编号之后", valueName: "编号")) var after: Int?

    func run() async throws {
      let answer = try await connection.client().get("/clocks/open", after.map { [("after", String($0))] } ?? [])
      Output.list(
        answer["clocks"]?.array ?? [],
        [
          Column("编号", "id"), Column("事项", "number"), Column("流程", "title"), Column("状态", "state.label"), Column("时限", "code"),
          Column("办理部门", "holderDepartment"), Column("到期日", "dueDay"), Column("标记", "mark"), Column("已督促", "urged"),
        ], as: connection.output)
    }
  }

  /// `exchange clock urge` (EX-4b).
  struct Urge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "督促在办时限的办理者(市数据局)")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("时限编号", valueName: "编号")) var id: Int
    @Argument(help: ArgumentHelp("督促内容", valueName: "内容")) var text: String

    func run() async throws {
      Output.one(try await connection.client().write("POST", "/clocks/\(id)/urge", ["text": .string(text)]), as: connection.output)
    }
  }

  /// `exchange clock rules`.
  struct Rules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "各时限的长度、依据和生效日期")
    @OptionGroup var connection: Connection

    func run() async throws {
      let rows = try await connection.client().get("/clocks/rules")["rules"]?.array ?? []
      Output.list(
        rows, [Column("时限", "code"), Column("长度", "length"), Column("单位", "text"), Column("生效", "from"), Column("现行", "inForce"), Column("依据", "source")],
        as: connection.output)
    }
  }

  /// `exchange clock set`: a new length from a day on (EX §7.23).
  struct SetRule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "规定新的时限长度(市数据局,须有法律依据)")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("时限代码,如 CK1", valueName: "代码")) var code: String
    @Option(help: ArgumentHelp("长度,单位不变", valueName: "长度")) var length: Int
    @Option(help: ArgumentHelp("法律依据:名称和条款", valueName: "依据")) var source: String
    @Option(help: ArgumentHelp("自此日起开始的时限适用", valueName: "日期")) var from: String

    func run() async throws {
      let body: JSON = ["code": .string(code), "length": JSON(length), "source": .string(source), "from": .string(from)]
      Output.one(try await connection.client().write("POST", "/clocks/rules", body), as: connection.output)
    }
  }
}
