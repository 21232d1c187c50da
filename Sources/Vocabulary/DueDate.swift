/// When a length runs out. `at` is exclusive: in time means strictly before it (K3).
package struct DueDate: Sendable, Hashable {
  /// The last day that still counts; ends 24:00.
  package let day: Day
  package let at: Instant
  /// Counted over a year whose holiday notice is not loaded (K5).
  package let isProvisional: Bool
  package init(day: Day, at: Instant, isProvisional: Bool) { (self.day, self.at, self.isProvisional) = (day, at, isProvisional) }
}

extension WorkCalendar {
  /// K3 and K4: when a span that starts at an instant ends.
  ///
  /// Example: 10 working days from Fri 2026-09-18 are due on 2026-10-09, 24:00.
  package func due(_ span: Span, from start: Instant) -> DueDate {
    let first = Day(of: start)
    switch span.unit {
    case .workingDay: return wholeDay(workingDay(span.length, after: first), since: first)
    case .calendarDay: return wholeDay(first.adding(days: span.length), since: first)
    case .month: return wholeDay(first.adding(months: span.length), since: nil)
    case .hour:
      let end = start.adding(seconds: Int64(span.length) * 3600)
      return DueDate(day: Day(of: end), at: end, isProvisional: false)
    case .named: return DueDate(day: first, at: start, isProvisional: false)
    case .lead:
      let end = lead(span.length, from: start)
      return DueDate(day: Day(of: end), at: end, isProvisional: isProvisional(Day(of: end)))
    }
  }

  /// What an act names as the end: a day counts whole, an hour to the moment. nil for what is neither.
  package static func named(_ text: String) -> DueDate? {
    // As people write an hour: 2026-12-05 18:00.
    let text = text.count == 16 && text.dropFirst(10).first == " " ? text.replacing(" ", with: "T") + ":00+08:00" : text
    if let day = Day(text) { return DueDate(day: day, at: day.next.start, isProvisional: false) }
    return Instant(text).map { DueDate(day: Day(of: $0), at: $0, isProvisional: false) }
  }

  /// 提前 n 个工作日 (CK8, CK9): the same time of day on the n-th working day after publication; on a rest day it counts as 00:00 of the
  /// next working day.
  package func lead(_ n: Int, from published: Instant) -> Instant {
    let day = Day(of: published)
    guard isWorking(day) else {
      let next = workingDay(1, after: day)
      return workingDay(n, after: next).start
    }
    return Instant(microseconds: workingDay(n, after: day).start.microseconds + published.timeOfDay)
  }

  /// A due date that reviews moved: so many working days later (EX-6b).
  package func shifted(_ due: DueDate, by days: Int) -> DueDate { days > 0 ? wholeDay(workingDay(days, after: due.day), since: due.day) : due }

  private func wholeDay(_ last: Day, since first: Day?) -> DueDate {
    let provisional = first.map { isProvisional($0) || isProvisional(last) } ?? false
    return DueDate(day: last, at: last.next.start, isProvisional: provisional)
  }

  /// Each day of a working-day count with its mark, so that a page can show why a date is due.
  package func explain(_ n: Int, after start: Day) -> [(day: Day, counted: Int?, source: String?)] {
    var steps: [(day: Day, counted: Int?, source: String?)] = []
    var day = start
    var counted = 0
    while counted < n {
      day = day.next
      if isWorking(day) {
        counted += 1
        steps.append((day, counted, entry(day)?.source))
      } else {
        steps.append((day, nil, entry(day)?.source))
      }
    }
    return steps
  }
}
