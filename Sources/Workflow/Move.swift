/// What a step does to other cases, as the declaration says it; carried out by the case desk in the same transaction.
package enum Move: Sendable, Hashable {
  /// Opens a case of that procedure beneath this one, between the same departments, with the fields that both have.
  case open(String)
  /// The system takes a step on the case above.
  case above(String)
  /// The system takes a step on the case that a field names; none where it names none.
  case on(field: String, String)
  /// The same, and the case takes over the fields that both have.
  case amend(field: String, String)
  /// The system takes a step on every case of that procedure that names this one in a field, where it can be taken.
  case naming(procedure: String, field: String, String)

  /// A paper of the owner's latest entry of a ledger is laid in the case, under a name of its own; not again where the same lies there already.
  case attach(String, of: String, as: String)

  var words: String {
    switch self {
    case .open(let procedure): "opens \(procedure)"
    case .above(let step): "\(step) on the case above"
    case .on(let field, let step): "\(step) on the case in \(field)"
    case .amend(let field, let step): "\(step) on the case in \(field) with what both have"
    case .attach(let paper, let ledger, let name): "attaches \(paper) of \(ledger) as \(name)"
    case .naming(let procedure, let field, let step): "\(step) on every \(procedure) whose \(field) is this"
    }
  }
}
