import JSONText
import Testing

@testable import exchange

@Suite struct `Pulling from the landing area` {
  private func file(_ path: String) throws -> PulledFile { try PulledFile(["path": .string(path), "bytes": 5, "sha256": "00"]) }

  @Test(arguments: ["a.txt", "甲/一 二.pdf", "a/b/c", "..a", "a..", "notes/.exchange-pull.json"])
  func `takes names that stay within the folder`(path: String) throws { #expect(try file(path).path == path) }

  @Test(arguments: ["", "/etc/passwd", "../a", "a/../../b", "a//b", "a/", ".", "a\0b", ".exchange-pull.json", "x.part"])
  func `takes no name that leads out of it, or is its own`(path: String) { #expect(throws: Fault.self) { try file(path) } }

  @Test(arguments: [
    (0, 100, 0.0, "[                    ] 0% 0 B,0 B/s"), (500, 1000, 5.0, "[##########          ] 50% 500 B,100 B/s,剩余 5 秒"),
    (1_500_000_000, 1_500_000_000, 10.0, "[####################] 100% 1.5 GB,150.0 MB/s,剩余 0 秒"),
  ] as [(Int64, Int64, Double, String)])
  func `says how far it is`(done: Int64, all: Int64, seconds: Double, line: String) { #expect(PullProgress.line(done, of: all, after: seconds) == line) }
}
