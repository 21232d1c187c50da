import Logging
import Postgres
import Seals
import Vocabulary

/// The step that makes a staged version the one that readers see, and what surrounds it: finding what a crash left, and clearing away.
struct TablePublishing: Sendable {
  let delivery: Delivery
  let due: DueRow
  /// Why what was delivered is taken back; nil for a delivery. A recall needs no right in force.
  var recalls: String?

  /// Copies back receipts that a crash kept from the exchange. Answers the newest, if there was any: then nothing is to be delivered again.
  ///
  /// A receipt that is not as we signed it, or the newest of ours that is not there any more, is a fault of the consumer: nothing is
  /// delivered until a person has looked at it.
  func recover(_ landing: Connection) async throws -> DeliveryOutcome? {
    let known = try await delivery.ledger.head(due.grant)
    // The fence row's lock waits out a publishing of unknown outcome.
    let found = try await landing.transaction { tx in
      _ = try await tx.first(LandingStatements.lockFence, due.grant)
      return try await tx.all(LandingStatements.receiptsFrom, due.grant, known?.version ?? 0)
    }
    if let known {
      guard let first = found.first, first.version == known.version, try receipt(first)?.hash == known.hash else {
        return try await differs(known.version)
      }
    }
    var outcome: DeliveryOutcome?
    for row in found where row.version > known?.version ?? 0 {
      guard let receipt = try receipt(row) else { return try await differs(row.version) }
      try await delivery.ledger.keep(receipt)
      delivery.logger.notice("receipt copied back", metadata: ["grant": "\(due.grant)", "version": "\(receipt.version)"])
      outcome = .delivered(version: receipt.version, rows: receipt.rows, bytes: receipt.bytes, recovered: true)
    }
    return outcome
  }

  /// nil unless the row is what we signed.
  private func receipt(_ row: LandedReceipt) throws -> Receipt? {
    guard let receipt = Receipt(body: row.body, signature: row.signature, key: try delivery.signing.publicKey), receipt.hash == row.hash,
      receipt.grant == due.grant, receipt.version == row.version
    else { return nil }
    return receipt
  }

  private func differs(_ version: Int64) async throws -> DeliveryOutcome {
    let attempt = try await delivery.ledger.begin(due, above: version)
    let fault = DeliveryFault(.consumer, "前置区的回执与平台签发的不一致(第 \(version) 版)")
    try await delivery.ledger.fail(attempt, due, fault)
    return .failed(version: attempt.version, fault: fault)
  }

  /// Attaches the version, then switches to it: fence, right, view, switch, receipt in one transaction.
  ///
  /// A commit is seen by new snapshots a moment before other sessions hear which plans it made old. So the attaching is committed first:
  /// whoever sees the switch has heard of the partition, and two looks of one snapshot see one version.
  func publish(_ attempt: AttemptRow, _ staged: Staged, _ landing: Connection) async throws -> Receipt {
    let outlet = Outlet(due: due, shape: staged.shape, login: delivery.landing.name(due.department))
    try await landing.transaction { tx in
      try await enter(attempt, tx)
      try await outlet.makeParent(in: tx)
      try await tx.script(staged.shape.attach(attempt.version))
    }
    let facts = Published(way: .full, digestName: staged.shape.digestName, tally: staged.tally, bytes: staged.bytes, nulls: staged.nulls, flawed: staged.flawed)
    return try await publish(attempt, facts, base: attempt.version, mark: staged.mark, comparedAt: nil, landing) { tx, now in
      try await outlet.make(in: tx)
      _ = try await tx.run(LandingStatements.publish, due.grant, attempt.version, now)
      _ = try await tx.run(LandingStatements.retireBatches, due.grant, attempt.version)
      _ = try await tx.run(LandingStatements.dropQuarantined, due.grant, attempt.version)
    }
  }

  /// One transaction: fence, right, what readers will see, where increments stand, receipt. When the link breaks while that commits, the
  /// receipt tells whether it did.
  ///
  /// - Parameter comparedAt: when all rows were last compared; nil for now.
  func publish(
    _ attempt: AttemptRow, _ facts: Published, base: Int64, mark: String?, comparedAt: Instant?, _ landing: Connection,
    _ change: @Sendable (Transaction, Timestamp) async throws -> Void
  ) async throws -> Receipt {
    do {
      return try await landing.transaction { tx in
        try await enter(attempt, tx)
        let stopped = try await tx.one(LandingStatements.stopped, due.grant)
        guard stopped.isEmpty || recalls != nil else { throw DeliveryFault(.consumer, "E35 \(stopped)") }
        let now = try await tx.one(LandingStatements.officeNow)
        try await change(tx, now)
        try await keepProgress(attempt, facts, base, mark, comparedAt, now, tx)
        let receipt = try Receipt(due, version: attempt.version, landedAt: now, facts, previous: try await previous(tx), recalls: recalls, key: delivery.signing)
        try await keep(receipt, in: tx)
        return receipt
      }
    } catch let error as PostgresError where error.kind == .commitUnknown {
      return try await lookForReceipt(attempt)
    }
  }

  /// A version without its flawed rows is not what the source has, nor is an empty one after a recall: nothing is built on it.
  private func keepProgress(
    _ attempt: AttemptRow, _ facts: Published, _ base: Int64, _ mark: String?, _ comparedAt: Instant?, _ now: Timestamp, _ tx: Transaction
  ) async throws {
    guard facts.flawed == nil, recalls == nil else {
      _ = try await tx.run(LandingStatements.dropProgress, due.grant)
      return
    }
    _ = try await tx.run(
      LandingStatements.keepProgress, due.grant, base, attempt.version, facts.tally.rows, facts.tally.digest, facts.digestName ?? "", mark,
      facts.nulls.map(\.rows), comparedAt.map { Timestamp(microseconds: $0.microseconds) } ?? now)
  }

  private func keep(_ receipt: Receipt, in tx: Transaction) async throws {
    let pem = try delivery.signing.publicKey.pem
    let print = hex(SM3.hash(Array(pem.utf8)))
    _ = try await tx.run(LandingStatements.keepSigner, print, pem)
    _ = try await tx.run(
      LandingStatements.keepReceipt, due.grant, receipt.version, due.code, receipt.landedAt, receipt.rows, receipt.bytes, receipt.digest, receipt.body,
      receipt.previous, receipt.hash, receipt.signature, print)
  }

  private func enter(_ attempt: AttemptRow, _ tx: Transaction) async throws {
    try await tx.script("set local lock_timeout = '5s'")
    guard try await tx.first(LandingStatements.lockFence, due.grant) == attempt.version else { throw DeliveryFault(.exchange, "已有更新的一次交付") }
  }

  /// The head of the chain is the one that the exchange holds; the landing area's can only lag or have been changed.
  private func previous(_ tx: Transaction) async throws -> [UInt8] {
    let ours = try await delivery.ledger.head(due.grant)
    let landed = try await tx.first(LandingStatements.receiptHead, due.grant)
    if ours != landed {
      delivery.logger.error("receipt chains differ", metadata: ["grant": "\(due.grant)", "exchange": "\(ours?.version ?? 0)", "landing": "\(landed?.version ?? 0)"])
    }
    return ours?.hash ?? landed?.hash ?? Receipt.start
  }

  private func lookForReceipt(_ attempt: AttemptRow) async throws -> Receipt {
    let landing = try await delivery.openLandingDatabase(due.department)
    do {
      let row = try await landing.transaction { tx in
        _ = try await tx.first(LandingStatements.lockFence, due.grant)
        return try await tx.first(LandingStatements.receiptsFrom, due.grant, attempt.version)
      }
      await landing.close()
      guard let row, row.version == attempt.version,
        let receipt = Receipt(body: row.body, signature: row.signature, key: try delivery.signing.publicKey)
      else { throw DeliveryFault(.exchange, "连接不上前置区,或连接中断") }
      return receipt
    } catch {
      await landing.close()
      throw error
    }
  }

  /// Drops partitions that no snapshot wants any more. A partition that is being read is left for the next time after 200 ms.
  func tidy(_ landing: Connection) async {
    do {
      for version in try await landing.all(LandingStatements.unneededBatches, due.grant) {
        try await landing.transaction { tx in
          try await tx.script("set local lock_timeout = '200ms'; drop table if exists store.\(SQL.name("g\(due.grant)_v\(version)"))")
          _ = try await tx.run(LandingStatements.dropBatch, due.grant, version)
        }
      }
    } catch {
      delivery.logger.info("old versions left for the next time", metadata: ["grant": "\(due.grant)", "why": "\(error)"])
    }
  }
}
