package import Accounts
import JSONText
package import Postgres
package import Records
package import Sharing
package import Vocabulary

/// 统计 (EX §6, EX-17b): the figures of a period for a department or for all, the lists behind them, and the months that are frozen.
package struct Statistics: Sendable {
  /// The work calendar as it is loaded: handling is counted in working days.
  package typealias Calendar = @Sendable (any Queries) async throws -> WorkCalendar

  let records: Records
  let calendar: Calendar

  package init(_ records: Records, calendar: @escaping Calendar) {
    self.records = records
    self.calendar = calendar
  }

  /// Whose figures a person may read: her own department's; the bureau's officers and the audit administrator any, or all.
  ///
  /// - Parameter asked: a department, or nil for one's own, for the bureau for all.
  package func department(_ asked: String?, for person: Person) async throws -> String? {
    guard person.overseesAll || person.administrator == nil else { throw Refused(Refusal.notAllowed.saying(["who": "业务部门人员"])) }
    guard !person.overseesAll else {
      guard let asked else { return nil }
      let known = try await records.pool.with { try await $0.all(StatisticsStatements.departments) }
      guard known.contains(where: { $0.code == asked }) else { throw Refused(Refusal.noUseDepartment.at("/department")) }
      return asked
    }
    guard asked == nil || asked == person.department else { throw Refused(.ownFiguresOnly) }
    return person.department
  }

  /// Every figure of a period. Of one that still runs: as far as it has run.
  ///
  /// - Parameter measure: one measure's, as in URLs; nil for all.
  package func report(_ period: StatisticsPeriod, department: String?, measure: String? = nil) async throws -> StatisticsReport {
    try await records.read { tx, now in try await report(period, department: department, measure: measure, now: now, tx) }
  }

  func report(_ period: StatisticsPeriod, department: String?, measure: String? = nil, now: Instant, _ tx: any Queries) async throws -> StatisticsReport {
    let till = min(period.end, now)
    let calendar = try await calendar(tx)
    _ = try await tx.all(StatisticsStatements.room)
    let names = try await tx.all(StatisticsStatements.departments)
    var report = StatisticsReport(period: period, till: till, measure: measure, names: Dictionary(uniqueKeysWithValues: names.map { ($0.code, $0.name) }))
    for family in FigureFamily.allCases where measure == nil || family.measure == measure {
      guard let statement = StatisticsStatements.sums[family] else { continue }
      for row in try await tx.all(statement, period.start.stamp, till.stamp, department) {
        report.add(row, days: Self.days(row.from, row.to, calendar))
      }
    }
    return report
  }

  /// One page of the rows behind a figure, in order of time.
  package func rows(
    of figure: Figure, _ period: StatisticsPeriod, department: String?, after: FigurePosition? = nil, limit: Int
  ) async throws -> [FigureLine] {
    guard let statement = StatisticsStatements.list[figure.family] else { return [] }
    return try await records.read { tx, now in
      let calendar = try await calendar(tx)
      let rows = try await tx.all(
        statement, period.start.stamp, min(period.end, now).stamp, department, figure.slot,
        after?.at.stamp ?? Timestamp(microseconds: Self.longAgo), after?.key ?? "", limit)
      return rows.map { FigureLine(row: $0, days: Self.days($0.from, $0.to, calendar)) }
    }
  }
  /// 1900-01-01: before anything.
  private static let longAgo: Int64 = -2_208_988_800_000_000

  /// Notes an export in the audit before its first line leaves.
  package func noteExport(_ what: String, _ period: StatisticsPeriod, department: String?, format: String, by person: Person) async throws {
    try await records.perform(.account(person.id)) { work in
      work.note(
        "statistics.export", "department:\(department ?? "*")",
        ["what": .string(what), "period": .string(period.text), "format": .string(format)])
    }
  }

  /// Working days from the day after the first through the second (K3).
  static func days(_ from: Day?, _ to: Day?, _ calendar: WorkCalendar) -> Int64? {
    guard let from, let to else { return nil }
    return Int64(calendar.count(after: from, through: to))
  }
}

/// A row behind a figure with the working days that it took.
package struct FigureLine: Sendable {
  package let row: FigureRow
  package let days: Int64?

  /// What a list adds up to; the figure's own value when it is the whole list.
  package static func tally(_ lines: [FigureLine]) -> Tally {
    var tally = Tally()
    for line in lines { tally.add(1, amount: line.row.amount, bytes: line.row.bytes, days: line.days) }
    return tally
  }
}

extension Refusal {
  static let ownFiguresOnly = Refusal("E02", .role, "无权操作:该操作仅限市数据局;其他部门只能查看本部门统计", "EX-17b")
}
