package import Vocabulary

/// 统计期间: a month, a quarter or a year of Beijing dates (EX §6).
///
/// Example: `StatisticsPeriod("2026-Q4")` runs from 2026-10-01 through 2026-12-31.
package struct StatisticsPeriod: Sendable, Hashable {
  /// `2026-11`, `2026-Q4`, `2026`.
  package let text: String
  package let first: Day
  /// The last day that belongs to it; ends 24:00.
  package let last: Day

  /// Reads a period; anything else is nil.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ Self.number($0, digits: 4) }), parts.count <= 2, year >= 2000 else { return nil }
    if parts.count == 1 {
      self.init(text, year, 1, months: 12)
    } else if parts[1].hasPrefix("Q") {
      guard let quarter = Self.number(parts[1].dropFirst(), digits: 1), (1...4).contains(quarter) else { return nil }
      self.init(text, year, quarter * 3 - 2, months: 3)
    } else {
      guard let month = Self.number(parts[1], digits: 2), (1...12).contains(month) else { return nil }
      self.init(text, year, month, months: 1)
    }
  }

  /// The month in which a day lies.
  package init(monthOf day: Day) {
    let text = String(day.text.prefix(7))
    first = day.adding(days: 1 - day.civil.day)
    last = first.adding(months: 1).adding(days: -1)
    self.text = text
  }

  private init?(_ text: String, _ year: Int, _ month: Int, months: Int) {
    guard let first = Day(year, month, 1) else { return nil }
    (self.text, self.first, last) = (text, first, first.adding(months: months).adding(days: -1))
  }

  package var start: Instant { first.start }
  /// Exclusive.
  package var end: Instant { last.next.start }
  /// The month before this period begins.
  package var monthBefore: StatisticsPeriod { StatisticsPeriod(monthOf: first.adding(days: -1)) }
  package var monthAfter: StatisticsPeriod { StatisticsPeriod(monthOf: last.next) }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    text.utf8.count == digits && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}
