extension Procedure {
  /// States in which a case waits for this party: what stands in its to-do list (待办).
  ///
  /// It waits for whoever holds a running clock, and for another party than the owner that can decide. It waits for the owner in a draft, in
  /// what came back, and wherever nobody else can go on. Taking something back is no duty of anybody, nor is what may be done in a state in
  /// which a case rests: published, attached, in force, ended.
  package func waiting(on party: Party) -> [State] {
    guard let seat = seat(of: party), seat.side != .system else { return [] }
    return states.filter { state in
      guard !resting.contains(state) else { return false }
      if drafts.contains(state) { return [opens, .returned].contains(state) && seat.side == .owner && deciding(in: state).contains(party) }
      if clocks.contains(where: { $0.states.contains(state) && $0.holder == party }) { return true }
      let others = deciding(in: state).filter { self.seat(of: $0)?.side != .owner }
      return seat.side == .owner ? others.isEmpty && !isClocked(state) && deciding(in: state).contains(party) : others.contains(party)
    }
  }

  private func isClocked(_ state: State) -> Bool { clocks.contains { $0.states.contains(state) } }

  private func deciding(in state: State) -> [Party] {
    steps.filter { $0.from.contains(state) && !$0.drops && $0.name != "reopen" && $0.to != .same }.flatMap(\.parties)
      .filter { seat(of: $0)?.side != .system }
  }

  /// Where something was brought about, or the case began by an effect, or everybody sees it and only its owner could go on.
  private var resting: Set<State> {
    var found = Set(ends)
    if openers.isEmpty { found.insert(opens) }
    for step in steps where step.effects.contains(where: \.settles) {
      if case .state(let to) = step.to { found.insert(to) }
    }
    for state in shown where deciding(in: state).allSatisfy({ seat(of: $0)?.side == .owner }) { found.insert(state) }
    return found.filter { !isClocked($0) }
  }
}
