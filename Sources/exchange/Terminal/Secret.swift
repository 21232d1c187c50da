import ArgumentParser
import Foundation

/// Where a secret comes from. Never from the arguments: those are readable by every process of the machine.
enum Secret {
  /// Reads from the file, else from the environment variable, else asks (twice, when it is being set).
  static func read(file: String?, environment: String?, prompt: String, confirm: Bool = false) throws -> String {
    if let file { return try fromFile(file) }
    if let environment {
      guard let value = ProcessInfo.processInfo.environment[environment], !value.isEmpty else {
        throw Fault(.usage, "环境变量 \(environment) 没有值")
      }
      return value
    }
    guard isatty(STDIN_FILENO) == 1 else { throw Fault(.usage, "不在终端上,请用 --secret-file 或 --secret-env 提供\(prompt)") }
    let first = ask("\(prompt):")
    if confirm, ask("再输一次:") != first { throw Fault(.usage, "两次输入不一致") }
    guard !first.isEmpty else { throw Fault(.usage, "\(prompt)不能为空") }
    return first
  }

  /// The file's text without its last line end; `-` is standard input. Keys keep their inner lines.
  static func fromFile(_ path: String) throws -> String {
    let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data, let text = String(data: data, encoding: .utf8) else { throw Fault(.usage, "读不到文件 \(path)") }
    let trimmed = text.hasSuffix("\n") && !text.contains("PRIVATE KEY") ? String(text.dropLast()) : text
    guard !trimmed.isEmpty else { throw Fault(.usage, "文件 \(path) 是空的") }
    return trimmed
  }

  private static func ask(_ prompt: String) -> String {
    Talk.ask(prompt)
    var before = termios()
    tcgetattr(STDIN_FILENO, &before)
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      Talk.line("")
    }
    return readLine() ?? ""
  }
}

/// The options every command with a secret has.
struct SecretOptions: ParsableArguments {
  @Option(help: ArgumentHelp("从文件读取口令或密钥(- 为标准输入)", valueName: "文件"))
  var secretFile: String?

  @Option(help: ArgumentHelp("从环境变量读取口令或密钥", valueName: "变量名"))
  var secretEnv: String?

  func read(_ prompt: String, confirm: Bool = false) throws -> String {
    try Secret.read(file: secretFile, environment: secretEnv, prompt: prompt, confirm: confirm)
  }
}
