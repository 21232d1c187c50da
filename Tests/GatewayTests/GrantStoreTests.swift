@testable import Gateway
import JSONText
import Sharing
import Testing
import Vocabulary

@Suite struct `Rows by number` {
  @Test func `are found, changed and merged in whatever order they come`() {
    var rows = KeyedRows<Int>()
    var known: [UInt64: Int] = [:]
    var seed: UInt64 = 7
    for turn in 0..<50 {
      var news: [(key: UInt64, row: Int)] = []
      for n in 0..<(turn % 7) * 3 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        news.append((seed >> 56, turn * 100 + n))
      }
      for (key, row) in news { known[key] = max(known[key] ?? 0, row) }
      rows.put(news) { max($0, $1) }
      #expect(rows.count == known.count)
      for key in 0..<UInt64(256) { #expect(rows[key] == known[key]) }
    }
    #expect(rows.change(300) { $0 += 1 } == nil)
    let (key, value) = (known.first?.key ?? 0, known.first?.value ?? 0)
    #expect(rows.change(key) { $0 += 1; return $0 } == value + 1 && rows[key] == value + 1)
  }
}

@Suite struct `A kept grant` {
  private static func scope(_ id: Int64, state: String = "in-force", items: [String] = ["a"]) -> GrantScope {
    GrantScope(
      id: id, resource: 2, department: "finance", departmentName: "市财政局", system: "预算", state: state, expiresAt: Instant(microseconds: 5), manner: "query",
      items: items, scope: try! JSON.parse(#"{"q":["1","2"]}"#), addresses: ["10.0.0.0/8"])
  }

  @Test func `comes back as it was, and each as its own`() {
    let store = GrantStore(rate: 10, burst: 2)
    let scopes: [GrantScope] = (1...600).map { n in
      let (state, items) = (n % 3 == 0 ? "suspended" : "in-force", n % 2 == 0 ? ["a", "b"] : ["a"])
      return Self.scope(Int64(n), state: state, items: items)
    }
    store.take(grants: scopes)
    #expect(store.count == 600)
    for scope in scopes { #expect(store.grant(scope.id)?.scope == scope) }
    #expect(store.grant(601) == nil)
    store.take(grants: [Self.scope(1, state: "revoked")])
    #expect(store.count == 600 && store.grant(1)?.scope.state == "revoked" && store.grant(2)?.scope == scopes[1])
  }

  @Test func `keeps its pace through a change`() {
    let store = GrantStore(rate: 10, burst: 2)
    store.take(grants: [Self.scope(1)])
    let second: Int64 = 1_000_000_000
    let first: [Bool] = [second, second, second].map { store.takePace(1, at: $0) }
    #expect(first == [true, true, false])
    store.take(grants: [Self.scope(1, items: ["b"])])
    #expect(!store.takePace(1, at: second))
    #expect(store.takePace(1, at: second + second / 10) && !store.takePace(1, at: second + second / 10))
    let later: [Bool] = [9, 9, 9].map { store.takePace(1, at: $0 * second) }
    #expect(later == [true, true, false])
  }

  @Test func `takes a few tens of bytes, and a code no more`() {
    #expect(MemoryLayout<KeptGrant>.stride <= 48 && MemoryLayout<KeptCode>.stride <= 72)
  }
}

@Suite struct `A kept code` {
  @Test func `is told from every other by its public part`() {
    #expect(KeptCode.number("0123456789") != KeptCode.number("0123456798"))
    #expect(KeptCode.number("0000000000") != nil && KeptCode.number("0000000000") != 0)
    for wrong in ["", "012345678", "01234567890", "012345678I", "012345678l", "０123456789"] { #expect(KeptCode.number(wrong) == nil, "\(wrong)") }
  }
}

@Suite struct `A day's calls of a grant` {
  private let today = Day(number: 20_000)

  @Test func `are bounded, and begin anew at midnight`() {
    let daily = DailyCalls()
    #expect((0..<3).map { _ in daily.take(4, of: 2, on: today) } == [true, true, false])
    #expect(daily.take(5, of: 2, on: today))
    #expect(daily.take(4, of: 2, on: today.next))
    // A call that was judged just before midnight opens nothing anew.
    #expect(daily.take(4, of: 2, on: today) && !daily.take(4, of: 2, on: today))
  }

  @Test func `count what other nodes took, and what this one took before it was started anew`() {
    let daily = DailyCalls()
    daily.learn([DailyCallsRow(grant: 4, day: today, own: 3, others: 4)])
    #expect((0..<4).map { _ in daily.take(4, of: 10, on: today) } == [true, true, true, false])
    // The log comes after: what it does not have yet is not forgotten.
    daily.learn([DailyCallsRow(grant: 4, day: today, own: 4, others: 4)])
    #expect(!daily.take(4, of: 10, on: today))
    daily.learn([DailyCallsRow(grant: 4, day: Day(number: 19_999), own: 0, others: 0)])
    #expect(!daily.take(4, of: 10, on: today))
  }
}
