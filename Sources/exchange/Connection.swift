import ArgumentParser
import Foundation

/// The options every command has: which server, and in which shape the answer is written.
struct Connection: ParsableArguments {
  @Option(help: ArgumentHelp("服务器地址;也可用环境变量 EXCHANGE_API", valueName: "地址"))
  var api: String?

  @Option(help: ArgumentHelp("结果的形式:table、json、jsonl、csv", valueName: "形式"))
  var output: OutputShape = .table

  @Flag(help: "只显示将要提交的内容,不提交")
  var dryRun = false

  func server() throws -> ServerAddress {
    try ServerAddress(api ?? ProcessInfo.processInfo.environment["EXCHANGE_API"] ?? "http://127.0.0.1:8080")
  }

  /// The server without a session.
  func stranger() throws -> APIClient { try APIClient(server: server(), dryRun: dryRun) }

  /// The server as the person who has logged in; refuses when nobody has.
  func client() throws -> APIClient {
    let server = try server()
    guard let token = try SessionFile().token(for: server) else {
      throw Fault(.noRight, "尚未登录 \(server.text),请先运行 exchange login")
    }
    return try APIClient(server: server, token: token, dryRun: dryRun)
  }
}
