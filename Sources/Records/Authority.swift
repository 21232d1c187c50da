import Postgres
import Vocabulary

/// Waits until no gateway can serve what a change of authority ended (Docs/why: the authority lease).
struct Authority {
  let pool: Pool
  init(_ pool: Pool) { self.pool = pool }

  /// Returns when every living node has applied change n, or when the lease of those that have not must have run out.
  ///
  /// Measured on this machine's own monotonic clock, from after the commit.
  func settle(_ n: Int64) async throws {
    let clock = ContinuousClock()
    let began = clock.now
    while true {
      let left = try? await pool.with { try await $0.one(RecordStatements.awaitAuthority, n) }
      if let left, left.waiting == 0 { return }
      let longest = Duration.milliseconds(Int(left?.leaseSeconds ?? 60) * 1100)
      if clock.now - began >= longest { return }
      try await clock.sleep(for: .milliseconds(10))
    }
  }
}
