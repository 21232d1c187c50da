/// A date in Beijing. The zone has had no summer time since 1991, so a day is 24 hours from its midnight at +08:00 (K1).
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let number: Int32
  package init(number: Int32) { self.number = number }

  package static func < (one: Day, other: Day) -> Bool { one.number < other.number }

  /// The date on which an instant falls in Beijing.
  package init(of instant: Instant) {
    let local = instant.microseconds + Day.zone
    number = Int32(local >= 0 ? local / Day.length : (local - Day.length + 1) / Day.length)
  }

  /// A civil date; nil when it does not exist (2026-02-29).
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.daysIn(year, month), (1...9999).contains(year) else { return nil }
    // Days before the year and month, counted from 1 March so that the leap day comes last.
    let y = month > 2 ? year : year - 1
    let m = (month + 9) % 12
    number = Int32(365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719_468)
  }

  /// Reads `2026-11-23`.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy(\.isDigits),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year, month, day)
  }

  package var civil: (year: Int, month: Int, day: Int) {
    let days = Int(number) + 719_468
    var year = (10_000 * days + 14_780) / 3_652_425
    var rest = days - (365 * year + year / 4 - year / 100 + year / 400)
    if rest < 0 {
      year -= 1
      rest = days - (365 * year + year / 4 - year / 100 + year / 400)
    }
    let shifted = (100 * rest + 52) / 3060
    return (year + (shifted + 2) / 12, (shifted + 2) % 12 + 1, rest - (shifted * 306 + 5) / 10 + 1)
  }

  package var year: Int { civil.year }
  /// 1 = Monday … 7 = Sunday.
  package var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 + 1 }
  package var next: Day { Day(number: number + 1) }
  package func adding(days: Int) -> Day { Day(number: number + Int32(days)) }
  /// 00:00 in Beijing.
  package var start: Instant { Instant(microseconds: Int64(number) * Day.length - Day.zone) }

  /// K4: the same-numbered day of the target month, or that month's last day where there is none.
  ///
  /// Example: 2028-02-29 plus 36 months is 2031-02-28.
  package func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let total = year * 12 + month - 1 + months
    let target = (year: total / 12, month: total % 12 + 1)
    return Day(target.year, target.month, min(day, Day.daysIn(target.year, target.month))) ?? self
  }

  package var text: String {
    let (year, month, day) = civil
    return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
  }
  package var description: String { text }

  static let length: Int64 = 86_400_000_000, zone: Int64 = 8 * 3_600_000_000

  static func daysIn(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}

extension Substring {
  /// ASCII digits alone: `+8` is a number to Swift, but no part of a date.
  var isDigits: Bool { !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
}
