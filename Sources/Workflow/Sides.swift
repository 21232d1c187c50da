/// Which departments a new case lies between, and how they are found.
package enum Sides: Sendable, Hashable {
  /// The department of whoever opens it, or the one that the bureau opens it for.
  case own
  /// The opener's department, across from the department of the case above: an application and the resource's provider.
  case facingParent
  /// The department of the case above, whoever opens it: a change of a catalogue.
  case ofParent
  /// Both departments of the case above, its other side as owner: a violation of a grant is the provider's case.
  case acrossParent
  /// The opener's department, across from the department that a field names: a demand and its provider.
  case facing(field: String)
  /// The opener's department, across from any other that a field names: the bureau and the unit in which it found a problem.
  case toward(field: String)
  /// The opener's department, across from the other one of the case above: a dispute.
  case amongParent

  var words: String {
    switch self {
    case .own: "the opener's department"
    case .facingParent: "the opener's department and that of the case above"
    case .ofParent: "the department of the case above"
    case .acrossParent: "the two departments of the case above, its other side as owner"
    case .toward(let field): "the opener's department and whichever is named in \(field)"
    case .facing(let field): "the opener's department and the one named in \(field)"
    case .amongParent: "the opener's department and the other one of the case above"
    }
  }
}
