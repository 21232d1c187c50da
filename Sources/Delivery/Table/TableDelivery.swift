import JSONText
import Logging
import Postgres
import Seals
import Synchronization
import Vocabulary

/// One delivery of a table: by its changes where that can be (`TableIncrement`), else whole: staged as a hidden partition, compared, keyed, attached, and published in one short transaction.
struct TableDelivery: Sendable {
  let delivery: Delivery
  let due: DueRow
  /// What the landing area says of earlier versions was looked into and is left aside.
  var isReviewed = false

  func run() async throws -> DeliveryOutcome {
    let landing: Connection
    do {
      landing = try await delivery.openLandingDatabase(due.department)
    } catch {
      let attempt = try await delivery.ledger.begin(due, above: 0)
      return try await failed(attempt, .landing(error))
    }
    do {
      let outcome = try await run(landing)
      await landing.close()
      return outcome
    } catch {
      await landing.close()
      throw error
    }
  }

  private func run(_ landing: Connection) async throws -> DeliveryOutcome {
    try await landing.script(LandingSchema.later)
    try await delivery.settle(due, landing)
    let publishing = TablePublishing(delivery: delivery, due: due)
    if !isReviewed, let recovered = try await publishing.recover(landing) { return recovered }
    let attempt = try await delivery.ledger.begin(due, above: try await landing.one(LandingStatements.newestAttempt, due.grant))
    let receipt: Receipt
    do {
      try await delivery.confirm(due)
      guard try await landing.first(LandingStatements.raiseFence, due.grant, attempt.version) != nil else {
        throw DeliveryFault(.exchange, "已有更新的一次交付")
      }
      receipt = try await fromSource { source in
        if !isReviewed, let receipt = try await TableIncrement(delivery: delivery, due: due).run(attempt, source, landing) { return receipt }
        return try await publishing.publish(attempt, try await stage(attempt.version, source, landing), landing)
      }
    } catch let difference as Difference {
      return try await failed(attempt, DeliveryFault(.exchange, "两边的行数或摘要不一致,保留上一版"), difference.read, difference.landed)
    } catch let error where !(error is CancellationError) {
      return try await failed(attempt, .landing(error))
    }
    try await delivery.ledger.keep(receipt)
    await publishing.tidy(landing)
    delivery.logger.info("delivered", metadata: ["grant": "\(due.grant)", "version": "\(receipt.version)", "rows": "\(receipt.rows)"])
    return .delivered(version: receipt.version, rows: receipt.rows, bytes: receipt.bytes, recovered: false)
  }

  private func fromSource<Output: Sendable>(_ body: @Sendable (OpenTable) async throws -> Output) async throws -> Output {
    let source = try await Self.onSource { try await delivery.open(table: due) }
    do {
      let output = try await body(source)
      await source.connection.close()
      return output
    } catch {
      await source.connection.close()
      throw error
    }
  }

  private func failed(_ attempt: AttemptRow, _ fault: DeliveryFault, _ read: Tally? = nil, _ landed: Tally? = nil) async throws -> DeliveryOutcome {
    try await delivery.ledger.fail(attempt, due, fault, read, landed)
    return .failed(version: attempt.version, fault: fault)
  }

  /// Copies, keys and compares. One transaction on each side: what fails leaves nothing behind, and the source is read at one snapshot.
  private func stage(_ version: Int64, _ source: OpenTable, _ landing: Connection) async throws -> Staged {
    try await Self.onSource {
      try await source.connection.transaction(readOnly: true, isolation: .repeatableRead) { reading in
        let declared = try await Self.shape(due, source, reading, landing)
        let mark = try await ChangeSQL.mark(declared, due, reading)
        return try await Self.onLanding {
          try await landing.transaction { writing in
            let kept = try await writing.first(LandingStatements.outlet, due.grant)
            let shape = try kept.map { try declared.following(try JSON.parse(Array($0.columns.utf8))) } ?? declared
            _ = try await writing.run(LandingStatements.addBatch, due.grant, version)
            try await writing.script(shape.createPartition(version))
            let bytes = try await Self.pipe(reading.connection, shape.copyOut, writing.connection, shape.copyIn(version))
            async let read = Self.onSource { try await reading.one(Statement<Tally>("digest.source", shape.sourceDigest)) }
            async let keying = keyAndTally(shape, version, writing)
            let (sent, keyed) = try await (read, keying)
            guard sent == keyed.all else { throw Difference(read: sent, landed: keyed.all) }
            return Staged(
              shape: shape, tally: keyed.landed.tally, bytes: bytes, nulls: zip(shape.required, keyed.landed.nulls).map { ($0, $1) }, mark: mark,
              flawed: keyed.flawed)
          }
        }
      }
    }
  }

  static func shape(_ due: DueRow, _ source: OpenTable, _ reading: Transaction, _ landing: Connection) async throws -> TableShape {
    let columns = try await source.columns(reading)
    let isUnicode = try await reading.one(SourceStatements.isUnicode)
    let knowRecords = try await reading.one(RowHash.knowsRecords)
    let alike = try await onLanding { try await landing.one(RowHash.knowsRecords) } && knowRecords && isUnicode
    return try TableShape(due, columns, hash: alike ? .record : .text(isUnicode: isUnicode), from: source)
  }

  private struct Keyed: Sendable {
    let landed: LandedTally, flawed: FlawedRows?
    /// With the rows that were kept apart: what the source gave.
    let all: Tally
  }

  /// Rows that cannot stand under the key are named; then nothing lands, or they are kept apart where the provider wants it so.
  private func keyAndTally(_ shape: TableShape, _ version: Int64, _ writing: Transaction) async throws -> Keyed {
    var flawed: FlawedRows?, apart: Tally?
    if let key = shape.addKey(version) {
      try await writing.script("savepoint keying")
      do {
        try await writing.script(key)
      } catch let error as PostgresError where FlawedRows.isCause(of: error) {
        try await writing.script("rollback to savepoint keying")
        let found = try await FlawedRows.find(shape, version, in: writing)
        guard due.detail["flawed"]?.string == "quarantine" else { throw found.fault }
        apart = try await FlawedRows.quarantine(shape, version, in: writing)
        flawed = found
        try await writing.script(key)
      }
    }
    let landed = try await writing.one(Statement<LandedTally>("digest.landed", shape.landedDigest(version)))
    guard let apart else { return Keyed(landed: landed, flawed: nil, all: landed.tally) }
    let both = shape.sum.with("\(SQL.text(landed.tally.digest))::\(shape.sum.type)", "\(SQL.text(apart.digest))::\(shape.sum.type)")
    let digest = try await writing.one(Statement<String>("digest.both", "select \(both)::text"))
    return Keyed(landed: landed, flawed: flawed, all: Tally(rows: landed.tally.rows + apart.rows, digest: digest))
  }

  /// Pipes a copy: the next piece is read only when the last one was taken. Answers the bytes.
  static func pipe(_ source: Connection, _ out: String, _ landing: Connection, _ into: String) async throws -> Int64 {
    let count = ByteCount()
    _ = try await landing.copyIn(into) { writer in
      try await onSource {
        _ = try await source.copyOut(out) { piece in
          try Task.checkCancellation()
          try await onLanding { try await writer.write(piece) }
          count.add(piece.count)
        }
      }
    }
    return count.value
  }

  /// Errors say on which side they arose; the innermost says it first.
  static func onSource<Output: Sendable>(_ body: @Sendable () async throws -> Output) async throws -> Output {
    do { return try await body() } catch let error as PostgresError { throw DeliveryFault.source(error) }
  }
  static func onLanding<Output: Sendable>(_ body: @Sendable () async throws -> Output) async throws -> Output {
    do { return try await body() } catch let error as PostgresError { throw DeliveryFault.landing(error) }
  }
}

/// What lies staged, compared and keyed, but seen by nobody.
struct Staged: Sendable {
  let shape: TableShape, tally: Tally, bytes: Int64
  /// Rows that lack an item which was declared never to be empty (EX-5.2b).
  let nulls: [(item: String, rows: Int64)]
  /// The highest value of the column by which changes are found.
  let mark: String?
  /// Rows that were kept apart.
  var flawed: FlawedRows?
}

/// The two sides are not the same.
struct Difference: Error {
  let read: Tally, landed: Tally
}

/// Bytes that went over, counted from wherever they go by.
final class ByteCount: Sendable {
  private let count = Mutex(Int64(0))
  var value: Int64 { count.withLock { $0 } }
  func add(_ bytes: Int) { count.withLock { $0 += Int64(bytes) } }
}
