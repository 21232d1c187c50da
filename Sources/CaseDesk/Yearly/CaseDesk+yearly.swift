import JSONText
import Measures
import Postgres
import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// Opens what the calendar opens (年度任务): in its time of year for every department concerned that has none yet, and afterwards for whoever was missed
  /// while nothing ran. All cases of a year in one piece of work, by sets.
  ///
  /// The server calls it every minute. How many were opened.
  @discardableResult package func openYearly() async throws -> Int {
    var opened = 0
    for procedure in Measure.procedures {
      guard let yearly = procedure.yearly else { continue }
      for year in try await records.read({ _, now in Self.years(yearly, today: Day(of: now)) }) { opened += try await open(procedure, yearly, year) }
    }
    return opened
  }

  /// The running year from its first day on, and in spring the one before.
  static func years(_ yearly: Yearly, today: Day) -> [Int] {
    let year = today.civil.year
    var found: [Int] = []
    if today.civil.month <= 3 { found.append(year - 1) }
    if let first = yearly.from.of(year), first <= today { found.append(year) }
    return found
  }

  private func open(_ procedure: Procedure, _ yearly: Yearly, _ year: Int) async throws -> Int {
    guard let first = yearly.from.of(year), let last = yearly.through.of(year), let above = Measure.procedure(yearly.owners) else { return 0 }
    let concerned = try await records.read { tx, _ in
      try await tx.all(
        YearlyStatements.concerned, yearly.owners, above.opens.code, yearly.states, first.start.stamp, last.next.start.stamp, procedure.code, String(year))
    }
    guard !concerned.isEmpty else { return 0 }
    return try await records.perform(.system("calendar")) { work in
      let number = "\(procedure.prefix)-\(Day(of: work.now).text.filter { $0 != "-" })-"
      let fields: JSON = ["year": .string(String(year)), "due": .string(last.text)]
      let cases = try await work.tx.all(
        YearlyStatements.open, number, procedure.code, Int32(procedure.revision), procedure.opens.code, concerned.map(\.department), concerned.map(\.account), work.now.stamp,
        JSONBytes(fields.text))
      guard !cases.isEmpty else { return 0 }
      if let prefill = YearlyStatements.prefill[procedure.code] { _ = try await work.tx.run(prefill, cases, first.start.stamp, last.next.start.stamp) }
      for clock in procedure.clocks where clock.states.contains(procedure.opens) {
        guard case .named(_, let clause) = clock.limit else { continue }
        _ = try await work.tx.run(
          YearlyStatements.startClocks, cases, clock.code, work.now.stamp, Day(of: work.now).date, clause.description, clock.holder.code, last.next.start.stamp, last.date)
      }
      let role = procedure.seats.first { $0.side == .owner }?.role
      let text = "\(procedure.title) \(year)年度:请于\(last.text)前办理(\(procedure.clause))"
      _ = try await work.tx.run(YearlyStatements.tell, cases, role, text, work.now.stamp)
      work.note("yearly.open", "procedure:\(procedure.code)", ["year": JSON(year), "cases": JSON(cases.count)])
      return cases.count
    }
  }
}
