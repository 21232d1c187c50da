import JSONText
package import Postgres
import Records
import Seals
import Sharing
package import Vocabulary

extension Statistics {
  /// Freezes every whole month that is not frozen yet (EX-17b): the month before this one, and what was missed since the last one. Called again
  /// and again, also by several servers at once: a month is frozen once.
  package func keepSnapshots() async throws {
    while let month = try await nextMonth() {
      try await records.perform(.system("statistics")) { work in try await freeze(month, in: work) }
    }
  }

  private func nextMonth() async throws -> StatisticsPeriod? {
    try await records.read { tx, now in
      let whole = StatisticsPeriod(monthOf: Day(of: now)).monthBefore
      guard let last = try await tx.one(StatisticsStatements.lastSnapshot).flatMap({ StatisticsPeriod($0) }) else { return whole }
      return last.first < whole.first ? last.monthAfter : nil
    }
  }

  /// Reads figures and keys in one snapshot of the database, hashes them, and writes them down; nothing when another server was first.
  private func freeze(_ month: StatisticsPeriod, in work: Work) async throws {
    _ = try await work.tx.run(StatisticsStatements.holdSnapshot)
    guard try await !work.tx.one(StatisticsStatements.hasSnapshot, month.text) else { return }
    let body = try await records.read { tx, now in
      try await report(month, department: nil, now: now, tx).json(keys: keys(month, tx)).canonical
    }
    let hash = SM3.hash(Array(body.utf8))
    _ = try await work.tx.run(StatisticsStatements.keepSnapshot, month.text, work.now.stamp, body, hash)
    work.note("statistics.freeze", "month:\(month.text)", ["hash": .string(hex(hash))])
  }

  /// Keys of the rows by slot and department. Calls are left out: their log is append-only and there may be millions; their figures are frozen.
  private func keys(_ month: StatisticsPeriod, _ tx: any Queries) async throws -> [String: [String: [String]]] {
    var found: [String: [String: [String]]] = [:]
    for family in FigureFamily.allCases where family != .call {
      guard let statement = StatisticsStatements.keys[family] else { continue }
      for row in try await tx.all(statement, month.start.stamp, month.end.stamp, String?.none) { found[row.slot, default: [:]][row.department ?? ""] = row.keys }
    }
    return found
  }

  /// Frozen months, the oldest first.
  package func snapshots(after month: String, limit: Int) async throws -> [SnapshotLine] {
    try await records.pool.with { try await $0.all(StatisticsStatements.snapshots, month, limit) }
  }

  package func snapshot(_ month: String) async throws -> SnapshotRow {
    guard let row = try await records.pool.with({ try await $0.first(StatisticsStatements.snapshot, month) }) else { throw Refused(.noSnapshot) }
    return row
  }
}

/// A frozen month without its figures.
package struct SnapshotLine: PostgresRow {
  package let month: String, madeAt: Instant, hash: [UInt8]
  package init(from row: inout RowReader) throws {
    month = try row.next()
    madeAt = try Instant(row.next())
    hash = try row.next()
  }
}

/// A frozen month.
package struct SnapshotRow: PostgresRow {
  package let month: String, madeAt: Instant, body: String, hash: [UInt8]
  package init(from row: inout RowReader) throws {
    month = try row.next()
    madeAt = try Instant(row.next())
    body = try row.next()
    hash = try row.next()
  }

  /// Is the body still what was hashed?
  package var isIntact: Bool { SM3.hash(Array(body.utf8)) == hash }
}

extension Refusal {
  static let noSnapshot = Refusal("snapshot.unknown", .missing, "没有这个月的统计快照;快照于次月1日自动生成", "EX-17b")
}
