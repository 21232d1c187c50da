/// What a step does to a clock beyond starting and ending it. All kinds keep the day from which it counts.
package enum ClockShift: Sendable, Hashable {
  /// From now on the length of another rule counts, in total and from the same day (EX-6c); the rule is the clock's own with the sign `x`.
  case lengthen(String)
  /// An ended clock runs on. Shifted: its due date moves by the working days from the day after it ended through today (EX-6b).
  case reopen(String, shifted: Bool)
  /// The act names another end, in a field of its own.
  case rename(String, field: String)
  /// Met by the act, though the case stays where it is.
  case end(String)

  package var code: String {
    switch self {
    case .lengthen(let code), .reopen(let code, _), .rename(let code, _), .end(let code): code
    }
  }
  var words: String {
    switch self {
    case .lengthen(let code): "\(code) lengthened to \(code)x"
    case .reopen(let code, let shifted): "\(code) runs on\(shifted ? ", shifted by the review" : "")"
    case .end(let code): "\(code) met"
    case .rename(let code, let field): "\(code) ends on the day or hour in \(field)"
    }
  }
}
