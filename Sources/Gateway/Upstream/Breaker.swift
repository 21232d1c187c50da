import Synchronization

/// Keeps calls away from a service that fails: five failures in a row open it for thirty seconds, then one call tries (half-open).
final class Breaker: Sendable {
  static let most = 5, pause: Int64 = 30_000_000_000

  private struct State {
    var failures = 0
    /// Until when nobody passes; nil while closed.
    var openUntil: Int64?
    var isTrying = false
  }
  private let state = Mutex(State())

  /// May a call go on? While half-open only one may, until it has told how it went.
  func admits(at machine: Int64) -> Bool {
    state.withLock { state in
      guard let until = state.openUntil else { return true }
      guard machine >= until, !state.isTrying else { return false }
      state.isTrying = true
      return true
    }
  }

  func succeeded() {
    state.withLock { $0 = State() }
  }

  func failed(at machine: Int64) {
    state.withLock { state in
      state.failures += 1
      state.isTrying = false
      if state.failures >= Self.most || state.openUntil != nil { state.openUntil = machine + Self.pause }
    }
  }

  /// A call that ended for reasons of its own tells nothing of the service.
  func withdrew() {
    state.withLock { $0.isTrying = false }
  }
}
