import Logging
import Postgres
import Vocabulary

extension Delivery {
  /// 召回: takes out of the landing area what was delivered under a grant, whether or not that grant still gives anything.
  ///
  /// Readers see an empty version from one moment to the next; what lay there is gone with all its earlier versions, and the receipt, signed and chained
  /// like any other, says why. May be repeated, also after a crash half-way: what is published already is not published again, what was left lying is cleared.
  /// What the department has copied out of its landing area is not within reach: it is told.
  package func recall(grant: Int64, reason: String) async throws {
    let due = try await due(grant)
    guard try await pool.with({ try await $0.first(DeliveryStatements.landing, due.department) }) != nil else { return }
    switch due.kind {
    case "table": try await TableRecall(delivery: self, due: due, reason: reason).run()
    default: try await FolderRecall(delivery: self, due: due, reason: reason).run()
    }
    logger.notice("recalled", metadata: ["grant": "\(grant)"])
  }

  /// Whether the newest version is one that nobody took back.
  func hasData(_ grant: Int64) async throws -> Bool { try await pool.with { try await $0.one(DeliveryStatements.hasData, grant) } }
}
