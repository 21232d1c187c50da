import Logging
import Postgres
import Vocabulary

extension Delivery {
  /// Brings the landing area's in-force switch into line with the grant: ended, suspended or resumed, the instant of expiry and the office
  /// clock. A department without a landing area has nothing to settle.
  package func settle(grant: Int64) async throws {
    let due = try await due(grant)
    guard try await pool.with({ try await $0.first(DeliveryStatements.landing, due.department) }) != nil else { return }
    if due.kind == "folder" { return try await settleFolder(grant) }
    let connection = try await openLandingDatabase(due.department)
    do {
      try await settle(due, connection)
      await connection.close()
    } catch {
      await connection.close()
      throw error
    }
  }

  func settle(_ due: DueRow, _ connection: Connection) async throws {
    let isEnded = try await connection.transaction { tx in
      _ = try await tx.run(LandingStatements.setOffset, due.clockOffset)
      let stopped = due.grantState == "in-force" ? nil : due.stopped
      let was = try await tx.first(LandingStatements.wasInForce, due.grant) ?? false
      let changed = try await tx.run(LandingStatements.settle, due.grant, stopped, due.expiresAt, due.authority)
      return was && changed > 0 && stopped != nil
    }
    guard isEnded else { return }
    do {
      _ = try await connection.all(LandingStatements.endReaders, landing.name(due.department))
    } catch let error as PostgresError {
      logger.error("open readers were not ended", metadata: ["grant": "\(due.grant)", "why": "\(error)"])
    }
  }

  /// Under the grant's lock, so that no reading of the right from before its end opens the folder again.
  func settleFolder(_ grant: Int64) async throws {
    try await pool.transaction { tx in
      _ = try await tx.one(DeliveryStatements.lockGrant, grant)
      let due = try await tx.one(DeliveryStatements.due, grant)
      let folder = landing.folder(due.department)
      try await onFileQueue { try FolderArea.of(grant, folder, due.code).settle(grant, inForce: due.stopped == nil) }
    }
  }

  /// Settles every grant that has a landing area: after the office clock was moved, and once at start. One that cannot be reached keeps
  /// none of the others waiting.
  ///
  /// - Throws: the first failure, when all the others are settled.
  package func settleAll() async throws {
    var first: (any Error)?
    for grant in try await pool.with({ try await $0.all(DeliveryStatements.landed) }) {
      do {
        try await settle(grant: grant)
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        first = first ?? error
      }
    }
    if let first { throw first }
  }
}
