import Postgres
import Records
import Vocabulary

extension Registry {
  /// What the passing of time brings about in the register: terms that ended, planned offlines that came. The doors do not wait for it (K9);
  /// it only brings the recorded state into line.
  package func keepTime() async throws {
    let due = try await records.read { tx, now in
      let planned = try await tx.all(RegistryStatements.plannedOffline).filter { plan in
        plan.at.flatMap { Instant($0) }.map { $0 <= now } ?? false
      }
      return (
        stops: try await tx.all(AroundRegistry.dueStops), grants: try await tx.all(RegistryStatements.overdueGrants, 200), resources: planned.map(\.id))
    }
    try await remindExpiry()
    try await warnIdle()
    try await endSuperseded()
    for id in due.grants { try await settle("expiry", "expire", id) }
    for stop in due.stops { try await settle("stop", stop.step, stop.id) }
    for id in due.resources { try await settle("offline", "go-offline", id) }
  }

  /// One case at a time; what a person or another node has meanwhile done otherwise is left as it is, and holds up no other.
  private func settle(_ timer: String, _ step: String, _ id: Int64) async throws {
    do {
      try await records.perform(.system(timer)) { work in try await move(step, id, work) }
    } catch is Refused {
      return
    }
  }
}
