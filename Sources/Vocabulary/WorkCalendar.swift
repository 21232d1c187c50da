/// Which days are working days (K2): Monday to Friday outside the State Council's holiday blocks, plus the weekend days its notices name.
package struct WorkCalendar: Sendable {
  package enum Kind: String, Sendable, CaseIterable { case holiday, workday }
  package struct Entry: Sendable, Hashable {
    package let kind: Kind, source: String
    package init(_ kind: Kind, source: String) {
      self.kind = kind
      self.source = source
    }
  }

  private let entries: [Day: Entry]
  private let years: Set<Int>

  /// - Parameter years: those whose notice is loaded; any other year is provisional (K5).
  package init(_ entries: [Day: Entry], years: Set<Int>) {
    self.entries = entries
    self.years = years
  }

  package func entry(_ day: Day) -> Entry? { entries[day] }

  package func isWorking(_ day: Day) -> Bool {
    switch entries[day]?.kind {
    case .workday: true
    case .holiday: false
    case nil: day.weekday <= 5 && (years.contains(day.year) || !FixedHolidays.contains(day))
    }
  }

  /// K5: the year's notice is not out; dates in it are counted from weekends and the statutory days known without one.
  package func isProvisional(_ day: Day) -> Bool { !years.contains(day.year) }

  /// The n-th working day strictly after a day: the start day is not counted (K3).
  package func workingDay(_ n: Int, after start: Day) -> Day {
    var day = start
    var left = n
    while left > 0 {
      day = day.next
      if isWorking(day) { left -= 1 }
    }
    return day
  }

  /// 还剩几个工作日: the days of a term that are not over, today and the due day among them; the day on which it began never counted. 0 when it is over.
  package func left(today: Day, from start: Day, through due: Day) -> Int { count(after: max(start, today.adding(days: -1)), through: due) }

  /// Working days in (from, through].
  package func count(after from: Day, through: Day) -> Int {
    guard from < through else { return 0 }
    return (from.number + 1...through.number).count { isWorking(Day(number: $0)) }
  }
}
