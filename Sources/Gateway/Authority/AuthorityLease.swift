import Synchronization
import Vocabulary

/// Until when this node may serve what it knows, and what office time it is. Read at every call, written at every confirmation.
///
/// Runs on machine time since boot, so that neither a set clock nor a stopped database makes a call pass too late.
final class AuthorityLease: Sendable {
  private let until = Atomic<Int64>(0)
  /// Office time minus machine time, in microseconds.
  private let offset = Atomic<Int64>(0)

  func holds(at machine: Int64) -> Bool { machine < until.load(ordering: .acquiring) }

  func office(at machine: Int64) -> Instant { Instant(microseconds: machine / 1000 + offset.load(ordering: .acquiring)) }

  /// - Parameters:
  ///   - began: machine time before the confirmation was sent: the lease never counts time that the answer was under way.
  ///   - office: as the database said it, at some instant after `began`.
  func confirm(began: Int64, office: Instant, seconds: Int) {
    // The later end of the doubt: a grant may end a moment early by it, never late.
    offset.store(office.microseconds - began / 1000, ordering: .releasing)
    until.store(began + Int64(seconds) * 1_000_000_000, ordering: .releasing)
  }

  func end() { until.store(0, ordering: .releasing) }
}
