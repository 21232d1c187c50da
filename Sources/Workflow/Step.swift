package import Vocabulary

/// `from -> name(party) -> to`, one line of the requirement's state table.
///
/// Several parties: any one of them may act, unless the step is joint: then each must, in any order. `when` picks one of two steps of the same name. `asks` are the words that the act itself
/// brings (reason, ground, shorter term).
package struct Step: Sendable, Hashable {
  package enum Target: Sendable, Hashable {
    case state(State)
    /// Back to the state before the last step of that name.
    case before(String)
    /// Stays where it is.
    case same
  }

  package let name: String
  package let label: String
  package let parties: [Party]
  package let from: [State]
  package let to: Target
  package let when: Condition?
  package let asks: [Field]
  package let needs: [Need]
  package let effects: [Effect]
  /// Ends running clocks without having met them: withdrawal, termination (K7).
  package let drops: Bool
  /// Each of the parties must act before the case moves.
  package let isJoint: Bool
  /// What anyone else is told, where the measure has its own words for it (E22).
  package let denial: Refusal?

  package init(
    _ name: String, _ label: String, by parties: Party..., from: State..., to: State, when: Condition? = nil, asks: [Field] = [],
    needs: [Need] = [], effects: [Effect] = [], drops: Bool = false, joint: Bool = false,
    denial: Refusal? = nil
  ) {
    self.init(name, label, parties, from, .state(to), when, asks, needs, effects, drops, joint, denial)
  }

  /// A step that stays in its state or returns to an earlier one.
  package init(
    _ name: String, _ label: String, by parties: Party..., from: State..., going target: Target, asks: [Field] = [], needs: [Need] = [],
    effects: [Effect] = []
  ) {
    self.init(name, label, parties, from, target, nil, asks, needs, effects, false, false, nil)
  }

  private init(
    _ name: String, _ label: String, _ parties: [Party], _ from: [State], _ to: Target, _ when: Condition?, _ asks: [Field],
    _ needs: [Need], _ effects: [Effect], _ drops: Bool, _ joint: Bool, _ denial: Refusal?
  ) {
    self.name = name
    self.label = label
    self.parties = parties
    self.from = from
    self.to = to
    self.when = when
    self.asks = asks
    self.needs = needs
    self.effects = effects
    self.drops = drops
    isJoint = joint
    self.denial = denial
  }
}
