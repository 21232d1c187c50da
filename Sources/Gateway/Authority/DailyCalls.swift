import Synchronization
import Vocabulary

/// Calls of each grant since midnight, where its interface bounds them (EX-8.2, EX-9): what this node admitted and, as last read, what the others did.
final class DailyCalls: Sendable {
  struct Count: Sendable, Hashable { var own: Int64 = 0, others: Int64 = 0 }

  private struct State {
    var day = Day(number: 0)
    var counts: [Int64: Count] = [:]

    mutating func turn(to day: Day) {
      guard day > self.day else { return }
      (self.day, counts) = (day, [:])
    }
  }
  private let state = Mutex(State())

  /// Counts one more call of a grant; false when it has made as many today as it may.
  func take(_ grant: Int64, of most: Int64, on day: Day) -> Bool {
    state.withLock { state in
      state.turn(to: day)
      var count = state.counts[grant] ?? Count()
      guard count.own + count.others < most else { return false }
      count.own += 1
      state.counts[grant] = count
      return true
    }
  }

  /// What the log of calls says. A node knows its own calls better than the log, which comes after.
  func learn(_ rows: [DailyCallsRow]) {
    state.withLock { state in
      for row in rows {
        state.turn(to: row.day)
        guard row.day == state.day else { continue }
        var count = state.counts[row.grant] ?? Count()
        count.own = max(count.own, row.own)
        count.others = row.others
        state.counts[row.grant] = count
      }
    }
  }
}
