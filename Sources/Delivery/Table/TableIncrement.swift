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
  /// A whole delivery is cheaper when more rows than this share lie in sets that changed.
  private static let mostChanged = 0.5

  /// nil when the table is to be delivered whole.
  func run(_ attempt: AttemptRow, _ source: OpenTable, _ landing: Connection) async throws -> Receipt? {
    guard due.way != .full else { return nil }
    guard let progress = try await landing.first(LandingStatements.progress, due.grant)?.progress,
      try await landing.first(LandingStatements.publishedVersion, due.grant) == progress.base,
      try await delivery.ledger.head(due.grant)?.version == progress.version
    else { return nil }
    // Rows are found by their keys here, and pages that were found are near.
    try await landing.script("\(ChangeSQL.clear); set random_page_cost = 1.1")
    guard let found = try await find(progress, source, landing) else { return nil }
    let (row, sql) = (found.row, found.sql)
    let facts = Published(
      way: found.way, digestName: sql.shape.digestName, tally: row.tally, bytes: found.bytes, nulls: zip(sql.shape.required, row.nulls).map { ($0, $1) },
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
  private func find(_ progress: Progress, _ source: OpenTable, _ landing: Connection) async throws -> Found? {
    try await TableDelivery.onSource {
      try await source.connection.transaction(readOnly: true, isolation: .repeatableRead) { reading in
        let declared = try await TableDelivery.shape(due, source, reading, landing)
        let mark = try await ChangeSQL.mark(declared, due, reading)
        return try await TableDelivery.onLanding {
          guard let kept = try await landing.first(LandingStatements.outlet, due.grant) else { return nil }
          let shape = try declared.following(try JSON.parse(Array(kept.columns.utf8)))
          guard !shape.isOther, !shape.key.isEmpty, shape.digestName == progress.hash, shape.required.count == progress.nulls.count else { return nil }
          let sql = ChangeSQL(shape, base: progress.base, try await sets(shape, progress, landing))
          let way = try await way(progress, landing)
          guard let bytes = try await bring(way, progress, sql, source, reading, landing) else { return nil }
          try await landing.script(sql.compare)
          let row = try await landing.one(Statement<ChangeRow>("change.count", sql.count(after: progress)))
          return Found(sql: sql, row: row, way: way, bytes: bytes, mark: mark ?? progress.mark)
        }
      }
    }
  }

  private func sets(_ shape: TableShape, _ progress: Progress, _ landing: Connection) async throws -> ChangeSets {
    guard let key = shape.numberKey else { return ChangeSets(rows: progress.tally.rows, key: nil, span: nil) }
    let ends = "select min(\(SQL.name(key)))::int8, max(\(SQL.name(key)))::int8 from \(shape.partition(progress.base))"
    let span = try await landing.one(Statement<Span>("change.span", ends))
    return ChangeSets(rows: progress.tally.rows, key: key, span: span.ends)
  }

  private struct Span: PostgresRow {
    let ends: (low: Int64, high: Int64)?
    init(from row: inout RowReader) throws {
      let (low, high): (Int64?, Int64?) = (try row.next(), try row.next())
      if let low, let high { ends = (low, high) } else { ends = nil }
    }
  }

  /// The declared way, and once a week the one that sees everything.
  private func way(_ progress: Progress, _ landing: Connection) async throws -> ChangeWay {
    let now = try await landing.one(LandingStatements.officeNow)
    return now.microseconds - progress.comparedAt.microseconds > Self.comparesAfter ? .digest : due.way
  }

  /// Fills `fresh` and `suspect`; answers the bytes. Rows that cannot stand under the key are the business of a whole delivery, which names them.
  private func bring(
    _ way: ChangeWay, _ progress: Progress, _ sql: ChangeSQL, _ source: OpenTable, _ reading: Transaction, _ landing: Connection
  ) async throws -> Int64? {
    do {
      switch way {
      case .column(let name): return try await byColumn(name, since: progress.mark, sql, source, reading, landing)
      default: return try await byDigest(progress, sql, reading.connection, landing)
      }
    } catch let error as PostgresError where FlawedRows.isCause(of: error) {
      return nil
    }
  }

  private func byColumn(
    _ name: String, since mark: String?, _ sql: ChangeSQL, _ source: OpenTable, _ reading: Transaction, _ landing: Connection
  ) async throws -> Int64? {
    let columns = try await TableDelivery.onSource { try await source.columns(reading) }
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
    try await TableDelivery.onSource { try await source.script(ChangeSQL.summing) }
    try await landing.script(sql.makeSums)
    var bytes: Int64 = 0
    for slice in sql.sets.slices {
      async let ours: Void = landing.transaction { tx in
        try await tx.script(ChangeSQL.summing)
        try await tx.script(sql.landedSums(slice))
      }
      let sums = try await TableDelivery.onSource { try await source.copyOut(sql.sourceSums(slice)) }
      try await ours
      bytes += try await take(sums, landing, ChangeSQL.takeTheirs)
    }
    let landed = try await landing.one(Statement<Tally>("change.landed", sql.landed))
    guard landed == progress.tally else {
      delivery.logger.error("rows of the landing area are not as they were delivered", metadata: ["grant": "\(due.grant)", "version": "\(progress.version)"])
      return nil
    }
    try await landing.script(ChangeSQL.differ)
    let (dirty, sent) = (try await landing.all(ChangeSQL.dirty), try await landing.one(Statement<Tally>("change.sent", sql.sent)))
    guard Double(sent.rows) <= Double(max(progress.tally.rows, 16)) * Self.mostChanged else { return nil }
    try await landing.script(sql.makeFresh)
    guard !dirty.isEmpty else {
      try await landing.script("\(sql.keyFresh); \(sql.noSuspects)")
      return bytes
    }
    if case .ranges(let key, _, _, _) = sql.sets { return try await bytes + byKeys(key, dirty, sql, source, landing) }
    let rows = try await TableDelivery.onSource { try await source.copyOut(sql.sourceRows(dirty)) }
    try await landing.script(sql.suspects(dirty))
    return try await bytes + arrive(rows, as: sent, sql, landing)
  }

  private func byKeys(_ key: String, _ dirty: [Int64], _ sql: ChangeSQL, _ source: Connection, _ landing: Connection) async throws -> Int64 {
    async let suspects: Void = landing.script("\(ChangeSQL.makeHeard); \(sql.suspects(dirty))")
    let keys = try await TableDelivery.onSource { try await source.copyOut(sql.sourceKeys(dirty, key: key)) }
    try await suspects
    let bytes = try await take(keys, landing, ChangeSQL.takeHeard)
    try await landing.script("\(sql.wanted(key)); \(sql.forgetSame(key))")
    let (wanted, sent) = (try await landing.all(ChangeSQL.wantedKeys), try await landing.one(Statement<Tally>("change.sent-keys", sql.wantedTally)))
    let rows = try await TableDelivery.onSource { try await source.copyOut(sql.sourceRows(wanted, key: key)) }
    return try await bytes + arrive(rows, as: sent, sql, landing)
  }

  /// Takes the rows in, and holds them against what the source said of them.
  private func arrive(_ rows: CopyReader, as sent: Tally, _ sql: ChangeSQL, _ landing: Connection) async throws -> Int64 {
    let bytes = try await take(rows, landing, sql.takeFresh)
    try await landing.script(sql.keyFresh)
    let arrived = try await landing.one(Statement<Tally>("change.arrived", sql.freshTally))
    guard sent == arrived else { throw Difference(read: sent, landed: arrived) }
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
