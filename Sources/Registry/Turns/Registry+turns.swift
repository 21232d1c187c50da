import JSONText
import Postgres
package import Records
import Sharing
import Vocabulary

extension Registry {
  /// Queues the deliveries whose turn has come (EX-8.1). One a day and grant at most, so that a source that is away is asked again
  /// tomorrow; however often this runs, or on how many nodes.
  package func deliverByTurn() async throws {
    let (due, day) = try await records.read { tx, now in
      let due = try await tx.all(TurnStatements.turns).filter {
        DeliveryTurn.isDue($0.frequency, since: $0.grantedAt, delivered: $0.delivered, now: now)
      }
      return (due.map(\.grant), Day(of: now).text)
    }
    guard !due.isEmpty else { return }
    try await records.perform(.system("turn")) { work in
      for grant in due { try await work.queue("deliver", key: "deliver/\(grant)/\(day)", ["grant": JSON(grant)]) }
    }
  }

  /// The provider says that the data changed, or the resource serves again: whoever uses it gets it now (EX-8.1).
  package func deliver(resource: Int64, in work: Work) async throws {
    for grant in try await work.tx.all(TurnStatements.users, resource) {
      try await work.queue("deliver", key: "deliver/\(grant)/\(work.now.microseconds)", ["grant": JSON(grant)])
    }
  }
}
