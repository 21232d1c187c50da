import ArgumentParser
import JSONText

/// `exchange login`: opens a session and keeps its token.
struct LoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "登录",
    discussion: """
      例:
        exchange login --login zhang.wei
        exchange login --login zhang.wei --secret-file ~/.口令
      """)

  @OptionGroup var connection: Connection
  @OptionGroup var secret: SecretOptions
  @Option(help: ArgumentHelp("账号", valueName: "账号")) var login: String

  func run() async throws {
    let client = try connection.stranger()
    let password = try secret.read("口令")
    let session = try await client.write("POST", "/sessions", ["login": .string(login), "password": .string(password)])
    try SessionFile().keep(["token": session["token"] ?? .null, "endsAt": session["endsAt"] ?? .null, "login": .string(login)], for: client.server)
    Talk.line("已登录:\(Output.plain(session["account"]?["name"] ?? .string(login))),有效至 \(Output.plain(session["endsAt"] ?? .null))")
  }
}
