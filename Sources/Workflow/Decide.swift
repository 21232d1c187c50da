package import JSONText
package import Vocabulary

/// What an act does to a case.
package struct Decision: Sendable, Hashable {
  package let to: State
  package let agreed: Set<Party>
  package let starts: [Clock]
  package let stops: [Clock]
  package let effects: [Effect]
  package let moves: [Move]
  package let shifts: [ClockShift]
  /// The form as the act amended it; nil when the act brought no changes of it.
  package let fields: JSONObject?
  /// The stopped clocks were not met but dropped (K7).
  package let drops: Bool
}

extension Procedure {
  /// Says what an act does to a case, or every reason why it is refused. No time, no database, no effect.
  package func decide(_ act: Act, on view: CaseView) throws(Refused) -> Decision {
    var (act, view) = (act, view)
    act.input = act.input.filled
    view.fields = view.fields.filled
    let step = try step(act, on: view)
    if step.amends { view.fields = view.fields.merged(with: act.input["fields"]?.object ?? JSONObject()).filled }
    let refusals = step.asks.check(act.input, whole: true) + step.needs.flatMap { unmet($0, act, view) }
    guard refusals.isEmpty else { throw Refused(refusals) }
    let agreed = view.agreed.union([act.party])
    guard !step.isJoint || agreed.isSuperset(of: step.parties) else {
      return Decision(to: view.state, agreed: agreed, starts: [], stops: [], effects: [], moves: [], shifts: [], fields: nil, drops: false)
    }
    let to = target(of: step, view)
    for fill in step.fills { if let value = fill.value(view, act) { view.fields[fill.field] = value } }
    let reopened = step.shifts.filter { if case .reopen = $0 { true } else { false } }.map(\.code)
    return Decision(
      to: to, agreed: [],
      starts: clocks.filter { !$0.states.contains(view.state) && $0.states.contains(to) && !reopened.contains($0.code) && $0.when?.holds(view) != false },
      stops: clocks.filter { $0.states.contains(view.state) && !$0.states.contains(to) }, effects: step.effects, moves: step.moves, shifts: step.shifts,
      fields: step.amends || !step.fills.isEmpty ? view.fields : nil, drops: step.drops)
  }

  /// Steps that this party could try now, so that a page or an API answer can offer them.
  package func open(to parties: Set<Party>, on view: CaseView) -> [Step] {
    steps.filter { step in
      step.from.contains(view.state) && !parties.isDisjoint(with: step.parties) && step.when?.holds(view) != false
    }
  }

  /// Why a person may not take a step that her seat would allow: she did what another person has to judge (回避). Known before the click.
  package func barred(_ person: Int64, from step: Step, on view: CaseView) -> Refusal? {
    for need in step.needs {
      switch need {
      case .anotherPerson(let earlier) where view.actedBy[earlier] == person: return common.ownCase
      case .secondPerson(let earlier, let refusal) where view.actedBy[earlier] == person: return refusal
      default: continue
      }
    }
    return nil
  }

  private func step(_ act: Act, on view: CaseView) throws(Refused) -> Step {
    let named = steps.filter { $0.name == act.step }
    guard !named.isEmpty else { throw Refused(Refusal.noSuchStep.saying(["step": act.step, "title": title])) }
    let open = named.filter { $0.from.contains(view.state) && $0.when?.holds(view) != false }
    guard !open.isEmpty else {
      guard named.contains(where: { $0.parties.contains(act.party) }) else { throw Refused(denial(named, to: act.party)) }
      throw Refused(named.compactMap { $0.premature[view.state] }.first ?? named.first { $0.early.contains(view.state) }?.untimely ?? common.notNow.saying(["state": view.state.label]))
    }
    guard let step = open.first(where: { $0.parties.contains(act.party) }) else { throw Refused(denial(open, to: act.party)) }
    return step
  }

  /// The measure's own words are for the side that it means; anybody else has simply no part in it (E22, E02).
  private func denial(_ steps: [Step], to party: Party) -> Refusal {
    if let side = seat(of: party)?.side, let own = steps.first(where: { $0.denial != nil && $0.denied == side })?.denial { return own }
    var labels: [String] = []
    for party in steps.flatMap(\.parties) where !labels.contains(party.label) { labels.append(party.label) }
    return common.notYours.saying(["party": labels.joined(separator: "、")])
  }

  private func target(of step: Step, _ view: CaseView) -> State {
    switch step.to {
    case .state(let state): state
    case .same: view.state
    case .before(let name): view.before[name] ?? view.state
    }
  }

  private func unmet(_ need: Need, _ act: Act, _ view: CaseView) -> [Refusal] {
    switch need {
    case .form:
      fields.check(view.fields, whole: true)
        + papers.filter { $0.during.isEmpty && ($0.when?.holds(view) ?? true) && !view.papers.contains($0.name) }.map { $0.refusal.at("/papers/\($0.name)") }
    case .anotherPerson(let earlier): view.actedBy[earlier] == act.person ? [common.ownCase] : []
    case .secondPerson(let earlier, let refusal): view.actedBy[earlier] == act.person ? [refusal] : []
    case .paper(let name):
      papers.filter { $0.name == name && !view.papers.contains(name) }.map { $0.refusal.at("/papers/\(name)") }
    case .neverSent: hasGoneOut(view) ? [common.notNow.saying(["state": view.state.label])] : []
    case .rule(let rule): rule.judge(view, act)
    }
  }

  private func hasGoneOut(_ view: CaseView) -> Bool {
    steps.contains { $0.from.contains(opens) && $0.to != .same && view.actedBy[$0.name] != nil }
  }
}

extension Refusal {
  static let noSuchStep = Refusal("act.unknown", .missing, "“{title}”没有“{step}”这一步骤", "EX-3")
}
