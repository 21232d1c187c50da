package import Vocabulary

/// 年度任务: a case that the calendar opens each year for every department concerned, and that is due by a day which no holiday moves.
package struct Yearly: Sendable, Hashable {
  /// A day of every year.
  package struct Day: Sendable, Hashable, CustomStringConvertible {
    package let month: Int, day: Int
    package init(_ month: Int, _ day: Int) { (self.month, self.day) = (month, day) }
    package var description: String { "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }
    package func of(_ year: Int) -> Vocabulary.Day? { Vocabulary.Day(year, month, day) }
  }

  package let from: Day, through: Day
  /// Whoever owns a case of this procedure that was in one of these states at any time between the two days.
  package let owners: String, states: [String]

  package init(from: Day, through: Day, ownersOf owners: String, in states: State...) {
    (self.from, self.through, self.owners, self.states) = (from, through, owners, states.map(\.code))
  }

  /// What every such case is opened with: the year, and the last day as its clock names it.
  package static let fields = ["year", "due"]
  var words: String { "the calendar, each \(from), for the owners of \(owners) that were \(states.joined(separator: " or ")) until \(through)" }
}
