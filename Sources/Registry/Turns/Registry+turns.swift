import JSONText
import Postgres
package import Records
import Sharing
import Vocabulary

extension Registry {
  /// Queues the deliveries whose turn has come (EX-8.1). Each turn once a day at most, so that a source that is away is asked again tomorrow;
  /// however often this runs, or on how many nodes.
  package func deliverByTurn() async throws {
    let due = try await records.read { tx, now in
      try await tx.all(TurnStatements.turns).compactMap { row in
        DeliveryTurn.due(row.frequency, since: row.grantedAt, delivered: row.delivered, now: now)
          .map { (grant: row.grant, key: "deliver/\(row.grant)/\($0.text)/\(Day(of: now).text)") }
      }
    }
    guard !due.isEmpty else { return }
    try await records.perform(.system("turn")) { work in
      for turn in due { try await work.queue("deliver", key: turn.key, ["grant": JSON(turn.grant)]) }
    }
  }

  /// The provider says that the data changed, or the resource serves again: whoever uses it gets it now (EX-8.1).
  package func deliver(resource: Int64, in work: Work) async throws {
    for grant in try await work.tx.all(TurnStatements.users, resource) {
      try await work.queue("deliver", key: "deliver/\(grant)/\(work.now.microseconds)", ["grant": JSON(grant)])
    }
  }

  /// 召回 of a paused resource: every landing area that ever got its data is emptied by a job, and its department is told. Deliveries begin
  /// again when the resource serves again.
  package func recall(resource: Int64, in work: Work) async throws {
    try await tellUsers(of: resource, in: work)
    let reason = try await work.tx.first(RegistryStatements.lastAct, resource)?.input["reason"]?.string ?? ""
    for grant in try await work.tx.all(TurnStatements.recipients, resource) {
      try await work.queue(
        "landing.recall", key: "recall/\(grant)/\(work.now.microseconds)", promptly: true, ["grant": JSON(grant), "reason": .string(reason)])
    }
  }
}
