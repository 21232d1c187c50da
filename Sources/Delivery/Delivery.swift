package import Couriers
package import Logging
package import Postgres
package import Seals
import Vocabulary

/// Brings what was granted into the landing area (前置区) of the department that may use it (EX-8.1): tables as versions behind one view,
/// folders as immutable version directories.
///
/// A delivery is one attempt with a line in `delivery`. What a reader sees changes in one step or not at all; the receipt (回执) is written in
/// that same step, signed and chained, and then copied back here, where it decides disputes. A failed attempt leaves the last good version.
package struct Delivery: Sendable {
  /// Whether a provider's database may be connected to at this address and port.
  package typealias Admits = @Sendable (_ address: String, _ port: Int) -> Bool

  let pool: Pool
  let landing: LandingSettings
  let secrets: SealKey
  let signing: SigningKey
  let courier: Courier
  let admits: Admits
  /// Folders of this machine in which a directory source may lie. None by default: a provider may not read whatever the server can.
  let directories: [String]
  /// The program that reads databases through their ODBC drivers: `exchanged` itself.
  let reader: String
  let logger: Logger

  package init(
    pool: Pool, landing: LandingSettings, secrets: SealKey, signing: SigningKey, courier: Courier, admits: @escaping Admits, directories: [String] = [],
    reader: String = "", logger: Logger
  ) {
    self.pool = pool
    self.landing = landing
    self.secrets = secrets
    self.signing = signing
    self.courier = courier
    self.admits = admits
    self.directories = directories
    self.reader = reader
    self.logger = logger
  }

  var ledger: DeliveryLedger { DeliveryLedger(pool: pool, logger: logger) }

  /// One attempt. Opens the landing area where there is none yet.
  ///
  /// An attempt that an earlier crash cut off after publishing is not made again: its receipt is found in the landing area and copied back.
  ///
  /// - Parameter reviewed: a person has looked into why the landing area's receipts are not as we signed them, and wants it delivered
  ///   anew. The chain goes on from the exchange's own copy, and nothing that lies there is built on.
  /// - Throws: `Refused` with E35 when the grant is not in force, E77 while the resource is paused. Faults of source or landing area are no
  ///   errors but outcomes.
  package func deliver(grant: Int64, reviewed: Bool = false) async throws -> DeliveryOutcome {
    let due = try await due(grant)
    try due.admit()
    try await openLandingIfMissing(due.department)
    switch due.kind {
    case "table": return try await TableDelivery(delivery: self, due: due, isReviewed: reviewed).run()
    default: return try await FolderDelivery(delivery: self, due: due, isReviewed: reviewed).run()
    }
  }

  /// The resource still serves now that the attempt has its number. A recall begins when the resource is paused: whatever attempt comes after
  /// it is stopped here, whatever began before it is stopped by the fence.
  func confirm(_ due: DueRow) async throws {
    guard try await self.due(due.grant).resourceState == "attached" else { throw DeliveryFault(.provider, "E77 资源暂停服务") }
  }

  func due(_ grant: Int64) async throws -> DueRow {
    guard let due = try await pool.with({ try await $0.first(DeliveryStatements.due, grant) }) else {
      throw Refused(Refusal("delivery.grant", .missing, "没有这项库表或文件授权", "EX-8.1"))
    }
    return due
  }
}
