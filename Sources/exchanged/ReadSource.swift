import ArgumentParser
import SourceReader

/// `exchanged source-reader`: what the server starts to read a database through its ODBC driver. Not for people.
struct ReadSource: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source-reader", abstract: "经 ODBC 驱动读一个数据来源(由服务程序启动)", shouldDisplay: false)

  func run() throws { throw ExitCode(ReaderProgram.run()) }
}
