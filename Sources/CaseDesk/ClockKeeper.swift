import JSONText
package import Postgres
package import Records
package import Vocabulary
package import Workflow

/// Starts and ends the clocks of cases with the lengths in force on the day they start (EX §2, §7.23).
package struct ClockKeeper: Sendable {
  package init() {}

  /// The calendar as loaded; a year without a notice is provisional (K5).
  package func calendar(_ tx: any Queries) async throws -> WorkCalendar {
    var entries: [Day: WorkCalendar.Entry] = [:]
    for row in try await tx.all(CaseStatements.calendar) {
      entries[row.day] = WorkCalendar.Entry(row.kind == "workday" ? .workday : .holiday, source: row.source)
    }
    return WorkCalendar(entries, years: Set(try await tx.all(CaseStatements.years).map(Int.init)))
  }

  /// - Parameter input: the words of the act that starts them; it may name their end.
  func start(_ starts: [Clock], of row: CaseRow, _ procedure: Procedure, _ input: JSONObject, in work: Work) async throws {
    guard !starts.isEmpty else { return }
    _ = try await work.tx.run(CaseStatements.holdCalendar)
    let calendar = try await calendar(work.tx)
    for clock in starts {
      let from = start(of: clock, row, work.now)
      let rule = try await self.rule(clock, on: Day(of: from), work.tx)
      var due = calendar.due(rule.span, from: from)
      if case .named(let field, _) = clock.limit, let named = (input[field] ?? row.fields[field])?.string.flatMap(WorkCalendar.named) { due = named }
      let side = procedure.seat(of: clock.holder)?.side
      let department = side == .owner ? row.department : side == .counterpart ? row.counterpart : nil
      _ = try await work.tx.run(
        CaseStatements.startClock, row.id, clock.code, from.stamp, Day(of: from).date, Int32(rule.span.length), rule.span.unit.rawValue,
        rule.source, clock.limit.isStatutory, clock.holder.code, department, due.at.stamp, due.day.date, due.isProvisional)
    }
  }

  /// The instant from which a clock counts: now, or the beginning of the day that the form names.
  private func start(of clock: Clock, _ row: CaseRow, _ now: Instant) -> Instant {
    guard case .field(let name) = clock.start, let day = row.fields[name]?.string.flatMap({ Day($0) }) else { return now }
    return day.start
  }

  /// Makes a clock longer, or lets an ended one run on; its due date is counted anew from its own start (EX-6b, EX-6c).
  func shift(_ shifts: [ClockShift], of row: CaseRow, _ input: JSONObject, in work: Work) async throws {
    guard !shifts.isEmpty else { return }
    _ = try await work.tx.run(CaseStatements.holdCalendar)
    let calendar = try await calendar(work.tx)
    for shift in shifts {
      guard let clock = try await work.tx.first(CaseStatements.lastClock, row.id, shift.code) else { continue }
      switch shift {
      case .lengthen(let code):
        guard let rule = try await work.tx.first(CaseStatements.rule, code + "x", clock.startDay.date) else { continue }
        let due = clock.due(calendar, length: Span(Int(rule.length), .workingDay))
        let ended = clock.endedAt
        let late = ended.map { $0 >= due.at } ?? false
        let days = late ? ended.map { Int32(calendar.count(after: due.day, through: Day(of: $0))) } : nil
        try await retime(
          clock, due, length: rule.length, source: rule.source, shifted: clock.shifted, ended: ended, clock.outcome, days, "延期", in: work)
      case .end:
        guard clock.endedAt == nil else { continue }
        let days = work.now >= clock.dueAt ? Int32(calendar.count(after: clock.dueDay, through: Day(of: work.now))) : nil
        _ = try await work.tx.run(CaseStatements.endClock, clock.id, work.now.stamp, "met", days)
      case .rename(_, let field):
        guard clock.endedAt == nil, let due = input[field]?.string.flatMap(WorkCalendar.named) else { continue }
        try await retime(
          clock, due, length: clock.length, source: clock.source, shifted: clock.shifted, ended: nil, nil, nil, input["reason"]?.string ?? "另定期限", in: work)
      case .reopen(_, let isShifted):
        guard let ended = clock.endedAt else { continue }
        let more = isShifted ? calendar.count(after: Day(of: ended), through: Day(of: work.now)) : 0
        let shifted = clock.shifted + Int32(more)
        try await retime(
          clock, clock.due(calendar, shifted: Int(shifted)), length: clock.length, source: clock.source, shifted: shifted, ended: nil, nil, nil,
          "修订退回,顺延\(more)个工作日", in: work)
      }
    }
  }

  private func retime(
    _ clock: ClockRow, _ due: DueDate, length: Int32, source: String, shifted: Int32, ended: Instant?, _ outcome: String?, _ days: Int32?,
    _ why: String, in work: Work
  ) async throws {
    _ = try await work.tx.run(
      CaseStatements.retime, clock.id, length, source, shifted, due.at.stamp, due.day.date, due.isProvisional, ended?.stamp, outcome, days)
    if due.at != clock.dueAt { _ = try await work.tx.run(CaseStatements.noteShift, clock.id, clock.dueAt.stamp, due.at.stamp, why, work.now.stamp) }
  }

  /// When something announced now may begin at the earliest: the lead of a rule (CK8, CK9), hour to hour.
  package func earliest(_ code: String, usual: Int, from now: Instant, _ tx: any Queries) async throws -> (at: Instant, days: Int) {
    let rule = try await tx.first(CaseStatements.rule, code, Day(of: now).date)
    let days = rule.map { Int($0.length) } ?? usual
    return (try await calendar(tx).lead(days, from: now), days)
  }

  /// The length for a clock that starts on a day: the newest row in effect, else the declaration's own.
  package func rule(_ clock: Clock, on day: Day, _ tx: any Queries) async throws -> (span: Span, source: String) {
    if let row = try await tx.first(CaseStatements.rule, clock.code, day.date), let unit = Span.Unit(rawValue: row.unit) {
      return (Span(Int(row.length), unit), row.source)
    }
    switch clock.limit {
    case .statutory(let span, let clause): return (span, clause.description)
    case .named(_, let clause): return (.named, clause.description)
    case .target(let span, let name):
      guard let setting = Setting.named(name) else { return (span, name) }
      return (Span(try await Settings.value(setting, on: day, tx), span.unit), "系统参数 \(name)(办法未规定具体时限)")
    }
  }

  /// Ends what the decision stops. Days late = working days after the due date through the day of the act; 0 is possible (K6).
  func end(_ decision: Decision, of row: CaseRow, in work: Work) async throws {
    guard !decision.stops.isEmpty else { return }
    _ = try await work.tx.run(CaseStatements.holdCalendar)
    let codes = Set(decision.stops.map(\.code))
    let running = try await work.tx.all(CaseStatements.openClocks, row.id).filter { codes.contains($0.code) }
    guard !running.isEmpty else { return }
    let calendar = try await calendar(work.tx)
    for clock in running {
      let late = work.now >= clock.dueAt
      let days = late ? Int32(calendar.count(after: clock.dueDay, through: Day(of: work.now))) : nil
      // K7: dropped before its deadline it is not counted; after it, it counts as late.
      let outcome = decision.drops && !late ? "dropped" : "met"
      _ = try await work.tx.run(CaseStatements.endClock, clock.id, work.now.stamp, outcome, days)
    }
  }

  /// - Parameter department: nil when the bureau holds the clock.
  func tellHolder(
    of caseID: Int64, _ department: String?, role: String? = nil, kind: String = "clock", _ text: String, key: String? = nil, in work: Work
  ) async throws {
    let bureau = try await work.tx.first(DeskStatements.bureau)
    guard let holder = department ?? bureau else { return }
    try await work.notify(holder, role: role, about: caseID, kind, text, key: key)
  }

  /// Loads a year's holiday notice and recomputes open clocks alone, logging old and new due dates and telling the holder (K5).
  package func load(year: Int, notice: String, days: [(Day, WorkCalendar.Kind)], in work: Work) async throws -> Int {
    guard let first = Day(year, 1, 1), let last = Day(year, 12, 31), days.allSatisfy({ $0.0 >= first && $0.0 <= last }) else {
      throw Refused(Refusal("calendar.day", .form, "日期不在该年度内", "EX-17c"))
    }
    _ = try await work.tx.run(CaseStatements.takeCalendar)
    _ = try await work.tx.run(CaseStatements.clearYear, first.date, last.date)
    for (day, kind) in days { _ = try await work.tx.run(CaseStatements.setDay, day.date, kind.rawValue, notice) }
    _ = try await work.tx.run(CaseStatements.setYear, Int32(year), notice)
    work.note("calendar.load", "year:\(year)", ["notice": .string(notice), "days": JSON(days.count)])
    let calendar = try await calendar(work.tx)
    var moved = 0
    for clock in try await work.tx.all(CaseStatements.allOpenClocks) {
      let due = clock.due(calendar)
      guard due.at != clock.dueAt || due.isProvisional != clock.isProvisional else { continue }
      _ = try await work.tx.run(CaseStatements.shiftClock, clock.id, due.at.stamp, due.day.date, due.isProvisional)
      guard due.at != clock.dueAt else { continue }
      _ = try await work.tx.run(CaseStatements.noteShift, clock.id, clock.dueAt.stamp, due.at.stamp, notice, work.now.stamp)
      let words = "时限 \(clock.code) 的到期日由 \(clock.dueDay.text) 调整为 \(due.day.text)(\(notice))"
      try await tellHolder(of: clock.caseID, clock.holderDepartment, words, in: work)
      moved += 1
    }
    return moved
  }
}
