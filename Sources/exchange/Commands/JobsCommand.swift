import ArgumentParser
import JSONText

/// `exchange jobs`: everything outward that waits, runs or has failed for good.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "后台任务", discussion: "例:\n  exchange jobs list --state dead\n  exchange jobs retry 41", subcommands: [List.self, Retry.self])

  /// `exchange jobs list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "任务清单")
    @OptionGroup var connection: Connection
    @Option(help: ArgumentHelp("waiting 等待,running 进行中,done 完成,dead 已放弃", valueName: "状态")) var state: String?

    func run() async throws {
      let answer = try await connection.client().get("/jobs", [("state", state)])
      Output.list(
        answer["jobs"]?.array ?? [],
        [Column("编号", "id"), Column("种类", "kind"), Column("状态", "state"), Column("次数", "attempts"), Column("最后错误", "lastError")], as: connection.output)
    }
  }

  /// `exchange jobs retry`.
  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "重试一个已放弃的任务")
    @OptionGroup var connection: Connection
    @Argument(help: ArgumentHelp("任务编号", valueName: "编号")) var id: Int

    func run() async throws {
      try await connection.client().write("POST", "/jobs/\(id)/retry")
      Talk.line("已重新安排任务 \(id)")
    }
  }
}
