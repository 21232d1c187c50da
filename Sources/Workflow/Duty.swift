package import Vocabulary

/// 周期性义务: what is owed again and again, by whom, and what fulfils it.
///
/// Where the measure gives no length, the months are a target of ours [CFG]: a miss sends one reminder a period and records nothing else. Where it says
/// 每年, a calendar year without a fulfilment is missed for good, and is said to be.
package struct Duty: Sendable, Hashable, CustomStringConvertible {
  package enum Owner: String, Sendable {
    /// Departments with a grant in force.
    case userDepartments = "departments with a grant in force"
    /// The bureau, from its first fulfilment on.
    case bureau = "the data bureau, once it was done"
  }
  package enum Period: Sendable, Hashable {
    /// Calendar months from one fulfilment to the next (K4), and the setting that may give other months.
    case months(Span, setting: String)
    /// Each calendar year, from the one in which the first case of the procedure was opened; `verb` what is then to be done: `通报`.
    case calendarYear(since: String, verb: String)
  }
  package enum Fulfilment: Sendable, Hashable {
    /// An entry of a ledger.
    case entry(String)
    /// A step on a case of a procedure whose field says so.
    case act(String, step: String, field: String, value: String)
  }

  package let code: String
  package let title: String
  package let clause: Clause
  package let owner: Owner
  package let period: Period
  package let fulfilment: Fulfilment
  /// The sub-permission that is reminded.
  package let role: String
  package var description: String { code }

  /// Owed again so many months after it was done last.
  package init(
    _ code: String, _ title: String, clause: Clause, owner: Owner, every: Span, setting: String, fulfilledBy ledger: String, reminds role: String
  ) {
    (self.code, self.title, self.clause, self.owner, self.role) = (code, title, clause, owner, role)
    (period, fulfilment) = (.months(every, setting: setting), .entry(ledger))
  }

  /// Owed once in each calendar year since there is any case of `procedure`.
  package init(
    _ code: String, _ title: String, clause: Clause, everyYearOnce procedure: String, fulfilledBy other: String, step: String, where field: String, is value: String,
    verb: String, reminds role: String
  ) {
    (self.code, self.title, self.clause, owner, self.role) = (code, title, clause, .bureau, role)
    (period, fulfilment) = (.calendarYear(since: procedure, verb: verb), .act(other, step: step, field: field, value: value))
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

  /// Whole calendar years without a fulfilment, and the running one while it has none.
  ///
  /// - Parameter since: the year from which it is owed; nil while there is nothing that it is about.
  package func open(since: Int?, fulfilled: Set<Int>, today: Day) -> (missed: [Int], running: Bool) {
    guard let since, since <= today.civil.year else { return ([], false) }
    return ((since..<today.civil.year).filter { !fulfilled.contains($0) }, !fulfilled.contains(today.civil.year))
  }

  package func sheet() -> String {
    let (who, every, miss): (String, String, String)
    switch period {
    case .months(let span, let setting): (who, every, miss) = (owner.rawValue, "\(span), only a target (\(setting))", "a miss reminds \(role), once a period")
    case .calendarYear(let procedure, _): (who, every, miss) = ("the data bureau", "calendar year since the first \(procedure)", "a year without it is told \(role) and stays missed")
    }
    let how: String
    switch fulfilment {
    case .entry(let ledger): how = "an entry of \(ledger)"
    case .act(let procedure, let step, let field, let value): how = "\(step) on \(procedure) whose \(field) is \(value)"
    }
    return """
      duty \(code) \(title) [\(clause)]
      owed by \(who)
      every \(every)
      fulfilled by \(how)
      \(miss)

      """
  }
}
