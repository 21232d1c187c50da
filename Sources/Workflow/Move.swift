/// 联动: what a step does to another case, by declaration; carried out by the case desk in the same transaction.
package enum Move: Sendable, Hashable {
  /// Opens a case of that procedure beneath this one, between the same departments, with the fields that both have.
  case open(String)
  /// The system takes a step on the case above.
  case above(String)
  /// The system takes a step on the case that a field names; none where it names none.
  case on(field: String, String)

  var words: String {
    switch self {
    case .open(let procedure): "opens \(procedure)"
    case .above(let step): "\(step) on the case above"
    case .on(let field, let step): "\(step) on the case in \(field)"
    }
  }
}
