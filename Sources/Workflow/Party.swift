/// Who acts on a case. The code is the role name of the requirement tables (EX §1).
package struct Party: Sendable, Hashable {
  package let code: String
  package let label: String
  package init(_ code: String, _ label: String) {
    self.code = code
    self.label = label
  }

  package static let provider = Party("PROVIDER", "提供部门")
  package static let user = Party("USER", "使用部门")
  package static let bureau = Party("BUREAU", "市数据局")
  package static let system = Party("SYSTEM", "系统")
}

/// Which seat a party's person must hold in a procedure, and on which side of the case the party's department stands.
package struct Seat: Sendable, Hashable {
  package enum Side: String, Sendable {
    /// The department whose case it is.
    case owner
    /// The other department of the case.
    case counterpart
    /// The data bureau, on every case.
    case bureau
    /// A department that the case names as addressee (EX-21).
    case addressee
    /// No person: timers and effects.
    case system
  }
  package let party: Party
  package let side: Side
  /// The sub-permission of EX §1, as in `account_role`.
  package let role: String
  package init(_ party: Party, _ side: Side, role: String) {
    self.party = party
    self.side = side
    self.role = role
  }
}
