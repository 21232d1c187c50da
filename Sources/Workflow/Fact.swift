/// 登记事实: what stands elsewhere and a rule wants to know; it lies in the context under a name.
package struct Fact: Sendable, Hashable {
  /// Whose entry, or which one.
  package enum Key: Sendable, Hashable {
    /// The department whose case it is; of a ledger, the one that writes.
    case owner
    /// The other department of the case.
    case counterpart
    /// Whatever a field of the form says.
    case field(String)
  }
  package enum Source: Sendable, Hashable {
    /// The latest entry of a ledger. `about`: the field of it that must equal the key; nil: the key's own entries.
    case entry(ledger: String, about: String?, Key)
    /// The case that a field names: `procedure`, `state`, `own` (the same owner), `fields`.
    case named(field: String)
    /// The department itself: `code`, `name`.
    case department(Key)
    /// How many cases of a procedure, in these states, name this one in a field of theirs.
    case naming(procedure: String, field: String, states: [String])
  }

  package let name: String
  package let source: Source

  /// - Parameter field: where somebody else keeps the ledger, as the bureau does of all units.
  package init(_ name: String, latestIn ledger: String, about field: String? = nil, of key: Key = .owner) {
    (self.name, source) = (name, .entry(ledger: ledger, about: field, key))
  }
  package init(_ name: String, departmentOf key: Key) { (self.name, source) = (name, .department(key)) }
  package init(_ name: String, caseIn field: String) { (self.name, source) = (name, .named(field: field)) }
  package init(_ name: String, countOf procedure: String, naming field: String, in states: State...) {
    (self.name, source) = (name, .naming(procedure: procedure, field: field, states: states.map(\.code)))
  }

  var words: String {
    switch source {
    case .entry(let ledger, let field?, let key): "knows \(name): the latest entry of \(ledger) whose \(field) is \(key.words)"
    case .entry(let ledger, nil, let key): "knows \(name): the latest entry of \(ledger) of \(key.words)"
    case .named(let field): "knows \(name): the case in \(field)"
    case .department(let key): "knows \(name): the department of \(key.words)"
    case .naming(let procedure, let field, let states): "knows \(name): how many of \(procedure) name it in \(field), in \(states.joined(separator: " | "))"
    }
  }
}

extension Fact.Key {
  var words: String {
    switch self {
    case .owner: "the owner"
    case .counterpart: "the other side"
    case .field(let name): "what \(name) says"
    }
  }
}
