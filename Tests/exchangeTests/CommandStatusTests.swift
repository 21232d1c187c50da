import ArgumentParser
import JSONText
import Testing

@testable import exchange

@Suite struct `Exit status` {
  @Test(arguments: [
    (401, CommandStatus.noRight), (403, .noRight), (404, .missing), (409, .conflict), (422, .refused), (503, .network), (500, .failed),
  ])
  func `tells a script what kind of refusal it was`(http: Int, status: CommandStatus) {
    #expect(CommandStatus(http: http) == status)
  }

  @Test func `of a problem is that of its HTTP status`() async {
    let body: JSON = ["code": "E28", "message": "库表资源须明确数据更新频率", "clause": "EX-7b"]
    #expect(await CommandStatus.running { throw Problem(status: 422, body: body, requestId: nil) } == .refused)
  }

  @Test func `of a write kept back by a dry run is success`() async {
    #expect(await CommandStatus.running { throw DryRun(method: "POST", path: "/x", body: [:]) } == .ok)
  }

  @Test(arguments: [["case", "bogus"], ["clock", "due"], ["case", "list", "application", "--output", "xml"]])
  func `of a wrong command line is 2`(line: [String]) async {
    #expect(await CommandStatus.running { _ = try Exchange.parseAsRoot(line) } == .usage)
  }
}
