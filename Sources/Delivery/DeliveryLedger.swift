import Logging
import Postgres

/// Keeps `delivery` and `delivery_receipt`: which attempts there were, and what is proved of them.
struct DeliveryLedger: Sendable {
  let pool: Pool
  let logger: Logger

  /// Opens an attempt. Versions of a grant only grow, counted under the grant's row lock and above every number the landing area knows.
  ///
  /// - Parameter known: the highest number seen in the landing area.
  func begin(_ due: DueRow, above known: Int64, recalls: Bool = false) async throws -> AttemptRow {
    try await pool.transaction { tx in
      _ = try await tx.one(DeliveryStatements.lockGrant, due.grant)
      _ = try await tx.run(DeliveryStatements.closeCutOff, due.grant)
      return try await tx.one(DeliveryStatements.begin, due.grant, due.kind, known, recalls)
    }
  }

  func fail(_ attempt: AttemptRow, _ due: DueRow, _ fault: DeliveryFault, _ read: Tally? = nil, _ landed: Tally? = nil) async throws {
    logger.warning(
      "delivery failed",
      metadata: [
        "grant": "\(due.grant)", "version": "\(attempt.version)", "party": "\(fault.party.rawValue)", "fault": "\(fault.text)", "detail": "\(fault.detail)",
      ])
    _ = try await pool.with {
      try await $0.run(
        DeliveryStatements.fail, attempt.id, fault.words, fault.party, read?.rows, landed?.rows, read?.kept, landed?.kept)
    }
  }

  /// Copies a receipt back. May be repeated: the first copy stays.
  func keep(_ receipt: Receipt) async throws {
    try await pool.transaction { try await keep(receipt, in: $0) }
  }

  func keep(_ receipt: Receipt, in tx: Transaction) async throws {
    _ = try await tx.one(DeliveryStatements.lockGrant, receipt.grant)
    let updated = try await tx.first(DeliveryStatements.deliver, receipt.grant, receipt.version, receipt.rows, receipt.bytes, receipt.digest)
    var id = updated
    if id == nil {
      id = try await tx.one(
        DeliveryStatements.remember, receipt.grant, receipt.version, receipt.rows, receipt.bytes, receipt.digest, receipt.kind, receipt.landedAt)
    }
    guard let id else { return }
    _ = try await tx.run(
      DeliveryStatements.keepReceipt, receipt.grant, receipt.version, id, receipt.landedAt, receipt.rows, receipt.bytes, receipt.digest, receipt.body,
      receipt.previous, receipt.hash, receipt.signature)
  }

  func head(_ grant: Int64) async throws -> ReceiptHead? {
    try await pool.with { try await $0.first(DeliveryStatements.receiptHead, grant) }
  }
}

/// How many rows, and their digest without regard to order.
struct Tally: PostgresRow, Hashable {
  /// digest: empty where only a count is known.
  let rows: Int64, digest: String
  var kept: String? { digest.isEmpty ? nil : digest }

  init(from row: inout RowReader) throws {
    rows = try row.next()
    digest = try row.next()
  }
  init(rows: Int64, digest: String) {
    self.rows = rows
    self.digest = digest
  }
}

/// What landed, and how often an item that was declared never to be empty is (EX-5.2b).
struct LandedTally: PostgresRow, Hashable {
  let tally: Tally, nulls: [Int64]

  init(from row: inout RowReader) throws {
    tally = try Tally(from: &row)
    nulls = try row.next()
  }
}
