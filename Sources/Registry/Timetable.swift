import Postgres
import Records

extension Registry {
  /// What the passing of time brings about in the register: terms that ended, planned offlines that came. The doors do not wait for it (K9);
  /// it only brings the recorded state into line.
  package func keepTime() async throws {
    let due = try await records.read { tx, _ in
      (grants: try await tx.all(RegistryStatements.overdueGrants, 200), resources: try await tx.all(RegistryStatements.plannedOffline, 50))
    }
    for id in due.grants { try await records.perform(.system("expiry")) { work in try await move("expire", id, work) } }
    for id in due.resources { try await records.perform(.system("offline")) { work in try await move("go-offline", id, work) } }
  }
}
