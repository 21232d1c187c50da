import Evidence
import JSONText
import Sharing
import Testing
import Vocabulary

@Suite struct `A message between platforms` {
  private static let whole =
    #"{"version":1,"kind":"request","from":"620200","to":"620000","object":"18","sequence":3,"at":"2026-11-30T10:00:00+08:00","body":{"title":"企业年报"}}"#

  private func code(_ text: String) throws -> String {
    do {
      _ = try CascadeMessage(JSON.parse(text), to: "620000")
      return ""
    } catch let refused as Refused { return refused.refusals.map(\.code).joined() }
  }

  @Test(.clause("EX-2")) func `EX-2 is read as it was written, and the same twice is the same`() throws {
    let message = try CascadeMessage(JSON.parse(Self.whole), to: "620000")
    #expect(message.key == "620200/request/18/3" && message.kind == .request && message.body["title"] == "企业年报")
    #expect(try CascadeMessage(message.json, to: "620000") == message)
    #expect(try message.json.canonical == JSON.parse(Self.whole).canonical)
  }

  @Test(.clause("EX-2"), arguments: [
    (#""version":1"#, #""version":2"#), (#""kind":"request""#, #""kind":"order""#), (#""to":"620000""#, #""to":"620100""#), (#""from":"620200""#, #""from":"620000""#),
    (#""from":"620200""#, #""from":"a b""#), (#""object":"18""#, #""object":"""#), (#""object":"18""#, #""object":18"#), (#""sequence":3"#, #""sequence":0"#),
    (#""sequence":3"#, #""sequence":"3""#), (#""at":"2026-11-30T10:00:00+08:00""#, #""at":"2026-11-30""#), (#""body":{"title":"企业年报"}"#, #""body":[]"#),
    (#""version":1"#, #""version":1,"more":1"#),
  ])
  func `EX-2 is refused with a sentence where anything of it is wrong`(right: String, wrong: String) throws {
    #expect(try code(Self.whole) == "")
    #expect(try code(Self.whole.replacing(right, with: wrong)) == "E01")
  }
}

@Suite struct `The size of a message` {
  @Test func `is bounded`() throws {
    func message(_ length: Int) -> JSON {
      CascadeMessage(.quality, from: "620200", to: "620000", about: "1", 1, at: Instant(microseconds: 0), ["text": .string(String(repeating: "a", count: length))]).json
    }
    #expect(throws: Never.self) { _ = try CascadeMessage(message(1000), to: "620000") }
    #expect(throws: Refused.self) { _ = try CascadeMessage(message(CascadeMessage.mostBytes), to: "620000") }
  }
}

@Suite struct `The intake of messages` {
  @Test func `takes the next, holds what is too early, and gives a receipt again for what comes again`() {
    let empty = CascadeIntake(applied: 0, known: [:])
    #expect(empty.judge(1, digest: "a") == .apply(then: []))
    #expect(empty.judge(3, digest: "c") == .hold(until: 1))
    let held = CascadeIntake(applied: 0, known: [2: "b", 3: "c", 5: "e"])
    #expect(held.judge(1, digest: "a") == .apply(then: [2, 3]))
    #expect(held.judge(3, digest: "c") == .again)
    let later = CascadeIntake(applied: 3, known: [3: "c"])
    #expect(later.judge(3, digest: "c") == .again && later.judge(1, digest: "a") == .again)
  }

  @Test func `never writes over what has the same number, and holds no more than it can`() {
    let intake = CascadeIntake(applied: 3, known: [3: "c", 5: "e"])
    #expect(intake.judge(3, digest: "x") == .conflict && intake.judge(5, digest: "x") == .conflict)
    let full = CascadeIntake(applied: 0, known: Dictionary(uniqueKeysWithValues: (2...(CascadeIntake.mostHeld + 1)).map { ($0, "d") }))
    #expect(full.judge(5000, digest: "z") == .full && full.judge(1, digest: "a") != .full)
  }

  /// A wire that loses, doubles and mixes up, until everything came at least once.
  @Test(arguments: 1...20) func `lets every message take effect once and in order, whatever the wire does`(seed: Int) {
    var luck = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ most: Int) -> Int {
      luck = luck &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((luck >> 33) % UInt64(most))
    }
    let sent = 60
    var (applied, known, effects): (Int, [Int: String], [Int]) = (0, [:], [])
    var receipts: Set<Int> = []
    while receipts.count < sent {
      // Whatever has no receipt is sent again, in any order; a third is lost, some come twice.
      for sequence in (1...sent).filter({ !receipts.contains($0) }).sorted(by: { _, _ in next(2) == 0 }) where next(3) > 0 {
        for _ in 0...(next(4) == 0 ? 1 : 0) {
          switch CascadeIntake(applied: applied, known: known).judge(sequence, digest: "d\(sequence)") {
          case .apply(let then):
            known[sequence] = "d\(sequence)"
            effects += [sequence] + then
            applied = sequence + then.count
          case .hold: known[sequence] = "d\(sequence)"
          case .again: break
          case .conflict, .full: Issue.record("neither happened")
          }
          // The answer may be lost after it took effect.
          if next(4) > 0 { receipts.insert(sequence) }
        }
      }
    }
    #expect(effects == Array(1...sent))
  }
}
