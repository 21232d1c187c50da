/// Why something was refused. Shown as it is to the person, with its clause (EX §3: `{code, message, clause}`).
package struct Refusal: Sendable, Hashable {
  /// What sort of refusal; the raw value is the HTTP status.
  package enum Kind: Int, Sendable {
    /// Who are you, or: this authorization code opens nothing.
    case login = 401
    /// Wrong role, or another department's object.
    case role = 403
    case missing = 404
    /// Not in this state.
    case state = 409
    /// A rule or a form.
    case form = 422
    /// Too many tries.
    case pace = 429
    /// The service is stopped.
    case stopped = 503
  }

  package let code: String
  package let kind: Kind
  package let message: String
  package let clause: Clause
  /// Which part of a form is meant, as a JSON pointer (`/months`); nil for the act as a whole.
  package var pointer: String?
  /// Where to do instead what was meant: an address of the API; nil where the message says enough.
  package private(set) var link: String?

  package init(_ code: String, _ kind: Kind, _ message: String, _ clause: Clause) {
    self.code = code
    self.kind = kind
    self.message = message
    self.clause = clause
  }

  /// The same refusal about one part of the form.
  package func at(_ pointer: String) -> Refusal {
    var copy = self
    copy.pointer = pointer
    return copy
  }

  /// The same refusal with the address where to go instead.
  ///
  /// Example: 不予共享 is chosen for a catalogue, and the filing is what is wanted (EX-5.1c).
  package func seeing(_ link: String) -> Refusal {
    var copy = self
    copy.link = link
    return copy
  }

  /// The same refusal with `{name}` in its message filled in.
  ///
  /// Example: `Refusal.stillAttached.saying(["n": "2"])`.
  package func saying(_ words: [String: String]) -> Refusal {
    var text = message
    for (name, word) in words {
      let parts = text.split(separator: "{\(name)}", omittingEmptySubsequences: false)
      text = parts.joined(separator: word)
    }
    var copy = Refusal(code, kind, text, clause)
    copy.pointer = pointer
    copy.link = link
    return copy
  }
}

/// All reasons at once, so that a person corrects a form in one go. The first one gives the status.
package struct Refused: Error, Hashable, CustomStringConvertible {
  package let refusals: [Refusal]
  package init(_ refusals: Refusal...) { self.refusals = refusals }
  package init(_ refusals: [Refusal]) { self.refusals = refusals }

  /// For a person at a terminal, and for a job's last error.
  package var description: String { refusals.map { "\($0.code) \($0.message)(\($0.clause))" }.joined(separator: ";") }
}
