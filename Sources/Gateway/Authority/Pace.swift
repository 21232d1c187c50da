import Synchronization

/// How fast one grant may call: so many a second, and a burst after a pause. A token bucket on machine time.
final class Pace: Sendable {
  private struct State {
    var tokens: Double
    var at: Int64
  }
  private let state: Mutex<State>
  private let rate: Double, burst: Double

  init(rate: Double, burst: Double) {
    self.rate = rate
    self.burst = burst
    state = Mutex(State(tokens: burst, at: 0))
  }

  /// False when the grant has used up what it may.
  func take(at machine: Int64) -> Bool {
    state.withLock { state in
      let grown = state.at == 0 ? burst : state.tokens + Double(machine - state.at) / 1e9 * rate
      state.tokens = min(burst, grown)
      state.at = machine
      guard state.tokens >= 1 else { return false }
      state.tokens -= 1
      return true
    }
  }
}
