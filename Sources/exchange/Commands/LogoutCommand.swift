import ArgumentParser

/// `exchange logout`: ends the session here and at the server.
struct LogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "logout", abstract: "退出登录", discussion: "例:\n  exchange logout")

  @OptionGroup var connection: Connection

  func run() async throws {
    let client = try connection.client()
    try await client.write("DELETE", "/sessions/current")
    try SessionFile().forget(client.server)
    Talk.line("已退出")
  }
}
