package import Vocabulary

/// Whose use of data, from which day to which, both whole days in Beijing (EX-20).
package struct UsePeriod: Sendable, Hashable {
  package let from: Day, to: Day
  /// nil: calls that belong to no department, because their code was unknown; only the bureau reads them.
  package let department: String?

  package init(from: Day, to: Day, department: String?) {
    self.from = from
    self.to = to
    self.department = department
  }

  var start: Instant { from.start }
  /// Exclusive.
  var end: Instant { to.next.start }
}
