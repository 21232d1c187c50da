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
  /// What it does to other cases.
  package let moves: [Move]
  /// What it writes into the form by itself.
  package let fills: [Fill]
  /// Ends running clocks without having met them: withdrawal, termination (K7).
  package let drops: Bool
  /// Each of the parties must act before the case moves.
  package let isJoint: Bool
  /// What anyone else of the case is told, where the measure has its own words for it (E22): its owner, or whichever side `denied` names.
  package let denial: Refusal?
  package let denied: Seat.Side
  /// What is said when it comes too soon, in these states, where the measure has its own words for it (E67, E69).
  package let untimely: Refusal?
  package let early: [State]
  /// What is said in a state in which it cannot be taken yet, where the measure has different words for different states.
  package let premature: [State: Refusal]
  /// The act brings changes of the form itself (`fields`), which the rules judge before they are written (EX §4-2 update).
  package let amends: Bool
  /// What it does to a clock beyond starting and ending it (EX-6b, EX-6c).
  package let shifts: [ClockShift]

  package init(
    _ name: String, _ label: String, by parties: Party..., from: State..., to: State, when: Condition? = nil, asks: [Field] = [],
    needs: [Need] = [], fills: [Fill] = [], effects: [Effect] = [], moves: [Move] = [], shifts: [ClockShift] = [], drops: Bool = false, joint: Bool = false,
    denial: Refusal? = nil, to denied: Seat.Side = .owner, untimely: Refusal? = nil, in early: [State] = [], premature: [State: Refusal] = [:]
  ) {
    self.name = name
    self.label = label
    self.parties = parties
    self.from = from
    self.to = .state(to)
    self.when = when
    self.asks = asks
    self.needs = needs
    self.effects = effects
    self.moves = moves
    self.fills = fills
    self.shifts = shifts
    self.drops = drops
    isJoint = joint
    self.denial = denial
    self.denied = denied
    self.untimely = untimely
    self.early = early
    self.premature = premature
    amends = false
  }

  /// A step that stays in its state or returns to an earlier one.
  ///
  /// - Parameter unamended: what is said to who brings no changes, in the measure's own words.
  package init(
    _ name: String, _ label: String, by parties: Party..., from: State..., going target: Target, when: Condition? = nil, asks: [Field] = [],
    needs: [Need] = [], fills: [Fill] = [], effects: [Effect] = [], shifts: [ClockShift] = [], amends: Bool = false, unamended: Refusal? = nil, denial: Refusal? = nil,
    to denied: Seat.Side = .owner
  ) {
    self.name = name
    self.label = label
    self.parties = parties
    self.from = from
    to = target
    self.when = when
    self.asks = asks + (amends ? [Field("fields", "改动的内容", .object, else: unamended ?? .noChanges)] : [])
    self.needs = needs
    self.effects = effects
    moves = []
    self.fills = fills
    self.shifts = shifts
    self.amends = amends
    drops = false
    isJoint = false
    self.denial = denial
    self.denied = denied
    untimely = nil
    early = []
    premature = [:]
  }

  /// Every procedure has it: a draft that never went out may be given up by whoever may open one (EX §4).
  init(discardedBy openers: [Party], from state: State) {
    name = "discard"
    label = "作废草稿"
    parties = openers
    from = [state]
    to = .state(.discarded)
    needs = [.neverSent]
    drops = true
    (when, denial, untimely) = (nil, nil, nil)
    (asks, effects, moves, fills, shifts, early, premature) = ([], [], [], [], [], [], [:])
    (isJoint, amends, denied) = (false, false, .owner)
  }
}

extension Refusal {
  static let noChanges = Refusal("E59", .form, "请填写{label}", "EX-12a")
}
