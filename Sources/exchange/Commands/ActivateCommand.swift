import ArgumentParser
import JSONText

/// `exchange activate`: the first login of an account that the bureau has made (EX-17a).
struct ActivateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activate", abstract: "首次启用账号:用激活码设定口令",
    discussion: "例:\n  exchange activate --login zhang.wei        激活码和新口令在提示处输入\n  exchange activate --login zhang.wei --activation-file 激活码.txt --secret-file 新口令.txt")

  @OptionGroup var connection: Connection
  @OptionGroup var secret: SecretOptions
  @Option(help: ArgumentHelp("账号", valueName: "账号")) var login: String
  @Option(help: ArgumentHelp("从文件读取激活码", valueName: "文件")) var activationFile: String?

  func run() async throws {
    let client = try connection.stranger()
    let activation = try Secret.read(file: activationFile, environment: nil, prompt: "激活码")
    let password = try secret.read("新口令", confirm: true)
    try await client.write(
      "POST", "/activations", ["login": .string(login), "activation": .string(activation), "password": .string(password)])
    Talk.line("账号 \(login) 已启用,可以登录")
  }
}
