import JSONText
import Logging
import Postgres
import Vocabulary

/// A delivery of what changed since the last one. Everything is brought over and compared aside; then one short transaction changes the rows
/// that readers see, notes where the increments stand, and writes the receipt.
///
/// The first delivery of a grant is whole, and so is one after the columns changed, after somebody looked into foreign receipts, or when so
/// much has changed that a whole one is cheaper.
struct TableIncrement: Sendable {
  let delivery: Delivery
  let due: DueRow

  /// Ways that cannot see everything have all rows compared after so long.
  private static let comparesAfter: Int64 = 7 * 86_400_000_000
  /// A whole delivery is cheaper when more sets than this share have changed.
  private static let mostDirty = 0.5

  /// nil when the table is to be delivered whole.
  func run(_ attempt: AttemptRow, _ source: Connection, _ landing: Connection) async throws -> Receipt? {
    guard due.way != .full else { return nil }
    try await landing.script(LandingSchema.progress)
    guard let progress = try await landing.first(LandingStatements.progress, due.grant)?.progress,
      try await landing.first(LandingStatements.publishedVersion, due.grant) == progress.base,
      try await delivery.ledger.head(due.grant)?.version == progress.version
    else { return nil }
    try await landing.script(ChangeSQL.clear)
    guard let found = try await find(progress, source, landing) else { return nil }
    let (row, sql) = (found.row, found.sql)
    let facts = Published(
      way: found.way, hash: sql.shape.hash, tally: row.tally, bytes: found.bytes, nulls: zip(sql.shape.required, row.nulls).map { ($0, $1) },
      change: row.change)
    return try await TablePublishing(delivery: delivery, due: due).publish(
      attempt, facts, base: progress.base, mark: found.mark, comparedAt: found.way == .digest ? nil : progress.comparedAt, landing
    ) { tx, now in
      let deleted = try await tx.run(Statement<NoRow>("change.delete", sql.delete))
      let put = try await tx.run(Statement<NoRow>("change.put", sql.put))
      guard deleted == row.change.deleted, put == row.change.inserted + row.change.updated else {
        throw DeliveryFault(.exchange, "前置区的行数与比对时不一致,保留上一版")
      }
      _ = try await tx.run(LandingStatements.touchPublished, due.grant, now)
    }
  }

  private struct Found: Sendable {
    let sql: ChangeSQL, row: ChangeRow, way: ChangeWay, bytes: Int64, mark: String?
  }

  /// Brings over what may have changed, as the source has it at one snapshot, and compares.
  private func find(_ progress: Progress, _ source: Connection, _ landing: Connection) async throws -> Found? {
    try await TableDelivery.onSource {
      try await source.transaction(readOnly: true, isolation: .repeatableRead) { reading in
        let declared = try await TableDelivery.shape(due, reading, landing)
        let mark = try await ChangeSQL.mark(declared, due.way, reading)
        return try await TableDelivery.onLanding {
          guard let kept = try await landing.first(LandingStatements.outlet, due.grant) else { return nil }
          let shape = try declared.following(try JSON.parse(Array(kept.columns.utf8)))
          guard !shape.isOther, !shape.key.isEmpty, shape.hash.name == progress.hash, shape.required.count == progress.nulls.count else { return nil }
          let sql = ChangeSQL(shape, base: progress.base, rows: progress.tally.rows)
          let way = try await way(progress, landing)
          guard let bytes = try await bring(way, progress, sql, reading, landing) else { return nil }
          try await landing.script(sql.compare)
          let row = try await landing.one(Statement<ChangeRow>("change.count", sql.count(after: progress)))
          return Found(sql: sql, row: row, way: way, bytes: bytes, mark: mark ?? progress.mark)
        }
      }
    }
  }

  /// The declared way, and once a week the one that sees everything.
  private func way(_ progress: Progress, _ landing: Connection) async throws -> ChangeWay {
    let now = try await landing.one(LandingStatements.officeNow)
    return now.microseconds - progress.comparedAt.microseconds > Self.comparesAfter ? .digest : due.way
  }

  /// Fills `fresh` and `suspect`; answers the bytes.
  private func bring(_ way: ChangeWay, _ progress: Progress, _ sql: ChangeSQL, _ reading: Transaction, _ landing: Connection) async throws -> Int64? {
    switch way {
    case .column(let name): try await byColumn(name, since: progress.mark, sql, reading, landing)
    default: try await byDigest(progress, sql, reading.connection, landing)
    }
  }

  private func byColumn(_ name: String, since mark: String?, _ sql: ChangeSQL, _ reading: Transaction, _ landing: Connection) async throws -> Int64? {
    let (schema, table) = (due.detail["schema"]?.string ?? "", due.detail["table"]?.string ?? "")
    let columns = try await TableDelivery.onSource { try await reading.all(SourceStatements.columns, schema, table) }
    // Where nothing was there to be seen, everything is new.
    guard let mark, let column = columns.first(where: { SQL.isSame($0.name, name) }) else { return nil }
    let condition = sql.condition(column, mark)
    try await landing.script(sql.makeFresh)
    let bytes = try await TableDelivery.pipe(reading.connection, sql.sourceRows(where: condition), landing, sql.takeFresh)
    let read = try await TableDelivery.onSource { try await reading.one(Statement<Tally>("change.read", sql.sourceTally(where: condition))) }
    try await landing.script(sql.keyFresh)
    let arrived = try await landing.one(Statement<Tally>("change.arrived", sql.freshTally))
    guard read == arrived else { throw Difference(read: read, landed: arrived) }
    try await landing.script(sql.suspectsOfFresh)
    return bytes
  }

  /// Both servers sum up at the same time; then the sets that differ are brought over whole. Where rows of ours are not as they were
  /// delivered, all are delivered anew.
  private func byDigest(_ progress: Progress, _ sql: ChangeSQL, _ source: Connection, _ landing: Connection) async throws -> Int64? {
    let sums = try await TableDelivery.onSource { try await source.copyOut(sql.sourceBuckets) }
    try await landing.script("set work_mem = '96MB'; \(ChangeSQL.makeTheirs)")
    try await landing.script(sql.landedBuckets)
    var bytes = try await take(sums, landing, ChangeSQL.takeTheirs)
    let landed = try await landing.one(ChangeSQL.landed)
    guard landed == progress.tally else {
      delivery.logger.error("rows of the landing area are not as they were delivered", metadata: ["grant": "\(due.grant)", "version": "\(progress.version)"])
      return nil
    }
    let dirty = try await landing.all(ChangeSQL.dirty)
    guard Double(dirty.count) <= Double(sql.buckets) * Self.mostDirty else { return nil }
    try await landing.script(sql.makeFresh)
    guard !dirty.isEmpty else {
      try await landing.script("\(sql.keyFresh); \(sql.noSuspects)")
      return bytes
    }
    let rows = try await TableDelivery.onSource { try await source.copyOut(sql.sourceRows(dirty)) }
    try await landing.script(sql.suspects(dirty))
    bytes += try await take(rows, landing, sql.takeFresh)
    try await landing.script(sql.keyFresh)
    let sent = try await landing.one(Statement<String>("change.sent", sql.sentBuckets(dirty)))
    let arrived = try await landing.one(Statement<String>("change.arrived", sql.arrivedBuckets))
    guard sent == arrived else { throw Difference(read: Tally(sums: sent), landed: Tally(sums: arrived)) }
    return bytes
  }

  private func take(_ reader: CopyReader, _ landing: Connection, _ into: String) async throws -> Int64 {
    let count = ByteCount()
    _ = try await landing.copyIn(into) { writer in
      while let piece = try await TableDelivery.onSource({ try await reader.next() }) {
        try Task.checkCancellation()
        try await TableDelivery.onLanding { try await writer.write(piece) }
        count.add(piece.count)
      }
    }
    return count.value
  }
}

extension Tally {
  /// Of `rows:low:high`.
  init(sums: String) { self.init(rows: sums.split(separator: ":").first.flatMap { Int64($0) } ?? 0, digest: sums) }
}
