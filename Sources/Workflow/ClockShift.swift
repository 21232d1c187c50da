/// What a step does to a clock beyond starting and ending it. Both kinds keep the day from which it counts.
package enum ClockShift: Sendable, Hashable {
  /// From now on the length of another rule counts, in total and from the same day (EX-6c); the rule is the clock's own with the sign `x`.
  case lengthen(String)
  /// An ended clock runs on. Shifted: its due date moves by the working days from the day after it ended through today (EX-6b).
  case reopen(String, shifted: Bool)

  package var code: String {
    switch self {
    case .lengthen(let code), .reopen(let code, _): code
    }
  }
  var words: String {
    switch self {
    case .lengthen(let code): "\(code) lengthened to \(code)x"
    case .reopen(let code, let shifted): "\(code) runs on\(shifted ? ", shifted by the review" : "")"
    }
  }
}
