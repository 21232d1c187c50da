package import Vocabulary

/// 周期性义务: what is owed again and again, by whom, and what fulfils it.
///
/// A length that the measure does not give is a target of ours [CFG]: a miss sends one reminder a period and records nothing else.
package struct Duty: Sendable, Hashable, CustomStringConvertible {
  package enum Owner: String, Sendable {
    /// Departments with a grant in force.
    case userDepartments = "departments with a grant in force"
    /// The bureau, from its first fulfilment on.
    case bureau = "the data bureau, once it was done"
  }

  package let code: String
  package let title: String
  package let clause: Clause
  package let owner: Owner
  /// Calendar months from one fulfilment to the next (K4). Counted from the first grant where there was none yet.
  package let every: Span
  /// The setting that may give other months.
  package let setting: String
  /// The ledger in which an entry fulfils it.
  package let ledger: String
  /// The sub-permission that is reminded.
  package let role: String
  package var description: String { code }

  package init(
    _ code: String, _ title: String, clause: Clause, owner: Owner, every: Span, setting: String, fulfilledBy ledger: String, reminds role: String
  ) {
    self.code = code
    self.title = title
    self.clause = clause
    self.owner = owner
    self.every = every
    self.setting = setting
    self.ledger = ledger
    self.role = role
  }

  /// The day of the period that was missed last; nil while nothing is due.
  ///
  /// - Parameter base: the day of the last fulfilment. Months are counted from it, so that a month's short end does not creep.
  ///
  /// Example: base 2025-11-24, 12 months: nothing on 2026-11-24 (the day counts whole), 2026-11-24 on 2026-11-25 and until 2027-11-24.
  package func missed(since base: Day, months: Int, today: Day) -> Day? {
    guard months > 0 else { return nil }
    var last: Day?
    var n = 1
    while case let due = base.adding(months: months * n), due < today {
      last = due
      n += 1
    }
    return last
  }

  package func sheet() -> String {
    """
    duty \(code) \(title) [\(clause)]
    owed by \(owner.rawValue)
    every \(every), only a target (\(setting))
    fulfilled by an entry of \(ledger)
    a miss reminds \(role), once a period

    """
  }
}
