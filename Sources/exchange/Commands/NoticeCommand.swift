import ArgumentParser
import JSONText

/// `exchange notice`: messages to my department's seat.
struct NoticeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "notice", abstract: "消息", discussion: "例:\n  exchange notice --output jsonl")

  @OptionGroup var connection: Connection

  func run() async throws {
    let answer = try await connection.client().get("/notices")
    Output.list(
      answer["notices"]?.array ?? [], [Column("时间", "at"), Column("种类", "kind"), Column("事项", "case"), Column("内容", "text")],
      as: connection.output)
  }
}
