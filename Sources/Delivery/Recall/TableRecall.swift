import Postgres

/// Empties the landed table of one grant: an empty version is published, then every other one is dropped.
struct TableRecall: Sendable {
  let delivery: Delivery
  let due: DueRow
  let reason: String

  func run() async throws {
    let landing = try await delivery.openLandingDatabase(due.department)
    do {
      try await run(landing)
      await landing.close()
    } catch {
      await landing.close()
      throw error
    }
  }

  private func run(_ landing: Connection) async throws {
    try await landing.script(LandingSchema.later)
    guard try await landing.first(LandingStatements.outlet, due.grant) != nil else { return }
    // A crash may have kept a receipt from us, one of an earlier try of this recall too. Receipts that are not ours stop no recall.
    _ = try await TablePublishing(delivery: delivery, due: due).recover(landing)
    if try await delivery.hasData(due.grant) { try await publish(landing) }
    if let newest = try await landing.first(LandingStatements.publishedVersion, due.grant) { try await drop(before: newest, landing) }
  }

  private func publish(_ landing: Connection) async throws {
    let attempt = try await delivery.ledger.begin(due, above: try await landing.one(LandingStatements.newestAttempt, due.grant), recalls: true)
    do {
      guard try await landing.first(LandingStatements.raiseFence, due.grant, attempt.version) != nil else { throw DeliveryFault(.exchange, "已有更新的一次交付") }
      try await attachEmpty(attempt.version, landing)
      let publishing = TablePublishing(delivery: delivery, due: due, recalls: reason)
      let receipt = try await publishing.publish(
        attempt, Published(tally: Tally(rows: 0, digest: "0"), bytes: 0), base: attempt.version, mark: nil, comparedAt: nil, landing
      ) { tx, now in
        _ = try await tx.run(LandingStatements.publish, due.grant, attempt.version, now)
        _ = try await tx.run(LandingStatements.retireBatches, due.grant, attempt.version)
        _ = try await tx.run(LandingStatements.dropQuarantined, due.grant, attempt.version)
      }
      try await delivery.ledger.keep(receipt)
    } catch let error where !(error is CancellationError) {
      let fault = DeliveryFault.landing(error)
      try await delivery.ledger.fail(attempt, due, fault)
      throw fault
    }
  }

  private func attachEmpty(_ version: Int64, _ landing: Connection) async throws {
    let (parent, part) = ("store.\(SQL.name("g\(due.grant)"))", "store.\(SQL.name("g\(due.grant)_v\(version)"))")
    try await landing.transaction { tx in
      try await tx.script("set local lock_timeout = '5s'")
      let column = SQL.name(try await tx.one(LandingStatements.versionColumn, parent))
      _ = try await tx.run(LandingStatements.addBatch, due.grant, version)
      try await tx.script(
        """
        create table \(part) (like \(parent));
        alter table \(part) alter \(column) set default \(version), add constraint one_version check (\(column) = \(version));
        alter table \(parent) attach partition \(part) for values in (\(version))
        """)
    }
  }

  /// Nobody keeps an old version open: readers of the department are ended first.
  private func drop(before version: Int64, _ landing: Connection) async throws {
    _ = try await landing.all(LandingStatements.endReaders, delivery.landing.name(due.department))
    for old in try await landing.all(LandingStatements.otherBatches, due.grant, version) {
      try await landing.transaction { tx in
        try await tx.script("set local lock_timeout = '30s'; drop table if exists store.\(SQL.name("g\(due.grant)_v\(old)"))")
        _ = try await tx.run(LandingStatements.dropBatch, due.grant, old)
      }
    }
  }
}
