package import Vocabulary

/// How long a clock runs and what its lapse means.
package enum Limit: Sendable, Hashable {
  /// Written in the measure; can be overrun (超期) and is counted.
  case statutory(Span, Clause)
  /// A figure of ours: it only reminds, and never appears as 超期 in a bulletin.
  case target(Span, setting: String)
  /// Until the day or hour that the act which starts it names in a field, as the measure lets the bureau set it; can be overrun.
  case named(String, Clause)

  package var span: Span {
    switch self {
    case .statutory(let span, _), .target(let span, _): span
    case .named: .named
    }
  }
  package var isStatutory: Bool {
    if case .target = self { false } else { true }
  }
}

/// Runs while the case is in one of its states: starts on entering them, ends on leaving them.
package struct Clock: Sendable, Hashable {
  /// The day from which it counts.
  package enum Start: Sendable, Hashable {
    case entering
    /// A date that the form names (EX-6b: the day of the change).
    case field(String)
  }

  /// As in EX §2 (`CK1`) and in `clock_rule`.
  package let code: String
  package let limit: Limit
  package let states: [State]
  package let holder: Party
  package let start: Start
  /// States in which a lapse is not yet called late, because a request for more time is undecided (EX-6c).
  package let silent: [State]
  /// Only in that case; nil: always.
  package let when: Condition?

  package init(
    _ code: String, _ limit: Limit, while states: State..., holder: Party, from start: Start = .entering, silentIn silent: [State] = [], when: Condition? = nil
  ) {
    self.code = code
    self.limit = limit
    self.states = states
    self.holder = holder
    self.start = start
    self.silent = silent
    self.when = when
  }
}
