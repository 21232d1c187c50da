/// What the rows behind a figure add up to; of two departments or two pages it is added.
package struct Tally: Sendable, Hashable {
  package private(set) var count: Int64 = 0
  /// Rows of data, people, seconds, or how many of the rows are late: what the figure's family says.
  package private(set) var amount: Int64 = 0
  package private(set) var bytes: Int64 = 0
  /// Working days, start day not counted.
  package private(set) var days: Int64 = 0, longest: Int64 = 0

  package init() {}

  /// - Parameter days: working days that each of these rows took; nil where that is no matter.
  package mutating func add(_ count: Int64, amount: Int64, bytes: Int64, days: Int64?) {
    self.count += count
    self.amount += amount
    self.bytes += bytes
    self.days += (days ?? 0) * count
    longest = max(longest, days ?? 0)
  }

  package mutating func add(_ other: Tally) {
    count += other.count
    amount += other.amount
    bytes += other.bytes
    days += other.days
    longest = max(longest, other.longest)
  }
}
