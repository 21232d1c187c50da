import Testing

@testable import Vocabulary

@Suite struct `Topics of notices` {
  @Test(arguments: [
    ("act", NoticeTopic.act), ("clock", .clock), ("clock.last-day", .clock), ("clock.lapsed", .clock), ("urge", .urge), ("message", .message), ("expiry", .right),
    ("code.end", .right), ("stop", .right), ("resource", .right), ("lagging", .right), ("idle", .right), ("report", .bulletin), ("bulletin", .bulletin),
    ("duty", .bulletin), ("apply", .act), ("something-new", .act),
  ])
  func `follow from the kind`(kind: String, topic: NoticeTopic) { #expect(NoticeTopic(kind: kind) == topic) }

  @Test func `each have words of their own`() { #expect(Set(NoticeTopic.allCases.map(\.label)).count == NoticeTopic.allCases.count) }
}
