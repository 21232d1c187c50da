import ArgumentParser
import JSONText

/// `exchange calendar`: working days of a year (EX K2, K5).
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "工作日历", discussion: "例:\n  exchange calendar show 2026\n  exchange calendar load 2027 --fields 放假通知.json",
    subcommands: [Show.self, Load.self])

  /// `exchange calendar show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "一年的放假和上班安排")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("年份", valueName: "年份")) var year: Int

    func run() async throws { Output.one(try await connection.client().get("/calendar/\(year)"), as: connection.output) }
  }

  /// `exchange calendar load`: only open clocks are counted anew.
  struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "载入一年的放假通知,未办结的时限随之重算")
    @OptionGroup var connection: Connection
    @OptionGroup var form: FieldOptions
    @Argument(help: ArgumentHelp("年份", valueName: "年份")) var year: Int

    func run() async throws {
      Output.one(try await connection.client().write("PUT", "/calendar/\(year)", .object(try form.object())), as: connection.output)
    }
  }
}
