package import Vocabulary

/// An announced window in which the service stops (EX-17c): from its start until just before its end, judged at the instant of each call (K9).
package struct StopWindow: Sendable, Hashable {
  package let startsAt: Instant, endsAt: Instant
  package init(startsAt: Instant, endsAt: Instant) {
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
  package func holds(at now: Instant) -> Bool { startsAt <= now && now < endsAt }
}

extension [StopWindow] {
  /// Nothing outside every window; E72 with the latest end inside one.
  package func admit(at now: Instant) throws(Denial) {
    guard let end = filter({ $0.holds(at: now) }).map(\.endsAt).max() else { return }
    throw .stopped(until: end)
  }
}
