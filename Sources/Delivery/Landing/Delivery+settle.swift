import Postgres
import Vocabulary

extension Delivery {
  /// Brings the landing area's in-force switch into line with the grant: ended, suspended or resumed, the instant of expiry and the office
  /// clock. A department without a landing area has nothing to settle.
  package func settle(grant: Int64) async throws {
    let due = try await due(grant)
    guard try await pool.with({ try await $0.first(DeliveryStatements.landing, due.department) }) != nil else { return }
    if due.kind == "folder" {
      let folder = landing.folder(due.department)
      return try await onFileQueue { try FolderArea.of(grant, folder, due.code).settle(grant, inForce: due.stopped == nil) }
    }
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
    try await connection.transaction { tx in
      _ = try await tx.run(LandingStatements.setOffset, due.clockOffset)
      let stopped = due.grantState == "in-force" ? nil : due.stopped
      _ = try await tx.run(LandingStatements.settle, due.grant, stopped, due.expiresAt, due.authority)
    }
  }

  /// Settles every grant that has a landing area: after the office clock was moved, and once at start.
  package func settleAll() async throws {
    for grant in try await pool.with({ try await $0.all(DeliveryStatements.landed) }) { try await settle(grant: grant) }
  }
}
