import ArgumentParser
import Foundation

/// `exchange law`: what the tests prove of the measures. Works on a checkout, without a server.
struct LawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "law", abstract: "条款与测试", discussion: "例(在代码目录中,先运行 Scripts/test):\n  exchange law coverage EX", subcommands: [Coverage.self])

  /// `exchange law coverage EX`: exit 1 while a clause with an acceptance check has no passed test.
  struct Coverage: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "每条条款由哪些通过的测试证明")
    @Argument(help: ArgumentHelp("办法代码,如 EX", valueName: "办法")) var measure: String
    @Option(help: ArgumentHelp("条款文件;不写则为 Docs/law/办法.md", valueName: "文件")) var law: String?
    @Option(help: ArgumentHelp("Scripts/test 写下的证据", valueName: "文件")) var evidence = ".build/law-coverage.txt"

    func run() throws {
      let page = law ?? "Docs/law/\(measure).md"
      func text(_ file: String) throws -> String {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw Fault(.usage, "读不到 \(file)") }
        return text
      }
      let coverage = LawCoverage(law: try text(page), measure: measure, evidence: try text(evidence))
      guard !coverage.lines.isEmpty else { throw Fault(.usage, "\(page) 中没有 \(measure) 的条款") }
      for line in coverage.lines { print("\(line.clause)\t\(line.tests.isEmpty ? "–" : line.tests.joined(separator: "; "))") }
      let missing = coverage.unproved.count
      print("clauses \(coverage.lines.count), without a passed test \(missing)")
      if missing > 0 { throw Fault(.failed, "") }
    }
  }
}
