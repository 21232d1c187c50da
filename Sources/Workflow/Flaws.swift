extension Procedure {
  /// What is wrong with the declaration itself. A test and the server's start both ask; shipped ones answer nothing.
  package func flaws() -> [String] {
    let reached = reachable()
    var found: [String] = []
    for step in steps where !step.from.contains(where: reached.contains) { found.append("\(step.name): can never be taken") }
    for state in reached where !ends.contains(state) && !steps.contains(where: { $0.from.contains(state) }) {
      found.append("\(state.label): no way out, and not an end")
    }
    for state in ends where !reached.contains(state) { found.append("\(state.label): an end that nothing reaches") }
    for step in steps {
      for shift in step.shifts where !clocks.contains(where: { $0.code == shift.code }) { found.append("\(step.name): no clock \(shift.code)") }
    }
    for opener in openers where seat(of: opener) == nil { found.append("\(opener.code) opens without a seat") }
    if case .toward(let field) = sides, !fields.contains(where: { $0.name == field }) { found.append("sides: no field \(field)") }
    if case .facing(let field) = sides, !fields.contains(where: { $0.name == field }) { found.append("sides: no field \(field)") }
    if let addressees, !fields.contains(where: { $0.name == addressees }) { found.append("addressees: no field \(addressees)") }
    // What another case opens brings its fields with it.
    for field in fields where !openers.isEmpty && !field.isTyped && !(yearly != nil && Yearly.fields.contains(field.name)) && !steps.contains(where: { $0.fills.contains { $0.field == field.name } }) {
      found.append("\(field.name): nobody writes it")
    }
    if yearly != nil { for name in Yearly.fields where !fields.contains(where: { $0.name == name }) { found.append("yearly: no field \(name)") } }
    for clock in clocks {
      if case .field(let name) = clock.start, !fields.contains(where: { $0.name == name }) { found.append("clock \(clock.code): no field \(name)") }
      if case .named(let field, _) = clock.limit {
        for step in steps where !step.from.contains(where: clock.states.contains) {
          if case .state(let to) = step.to, clock.states.contains(to), !step.asks.contains(where: { $0.name == field }) {
            found.append("clock \(clock.code): \(step.name) does not say until when")
          }
        }
      }
      for state in clock.states where !reached.contains(state) { found.append("clock \(clock.code): never in \(state.label)") }
      if seat(of: clock.holder) == nil { found.append("clock \(clock.code): \(clock.holder.code) has no seat") }
    }
    for state in shown where !reached.contains(state) || state == opens { found.append("\(state.label): cannot be shown") }
    for earlier in adopts where earlier >= revision { found.append("r\(earlier): no earlier revision") }
    let names = Set(steps.map(\.name))
    for step in steps {
      for case .anotherPerson(let earlier) in step.needs where !names.contains(earlier) {
        found.append("\(step.name): no earlier step \(earlier)")
      }
      for case .secondPerson(let earlier, _) in step.needs where !names.contains(earlier) { found.append("\(step.name): no earlier step \(earlier)") }
      for case .rename(_, let field) in step.shifts where !step.asks.contains(where: { $0.name == field }) { found.append("\(step.name): asks for no \(field)") }
      for case .on(let field, _) in step.moves where !fields.contains(where: { $0.name == field }) { found.append("\(step.name): no field \(field)") }
      for case .amend(let field, _) in step.moves where !fields.contains(where: { $0.name == field }) { found.append("\(step.name): no field \(field)") }
      for fill in step.fills where !fields.contains(where: { $0.name == fill.field }) { found.append("\(step.name): no field \(fill.field)") }
      for case .attach(_, _, let name) in step.moves where !papers.contains(where: { $0.name == name }) { found.append("\(step.name): no paper \(name)") }
      for case .above in step.moves where parents.isEmpty { found.append("\(step.name): no case above") }
      for case .paper(let name) in step.needs where !papers.contains(where: { $0.name == name }) { found.append("\(step.name): no paper \(name)") }
      if case .before(let earlier) = step.to, !names.contains(earlier) { found.append("\(step.name): no earlier step \(earlier)") }
      for party in step.parties where seat(of: party) == nil { found.append("\(step.name): \(party.code) has no seat") }
    }
    for (n, step) in steps.enumerated() {
      for other in steps[(n + 1)...]
      where other.name == step.name && other.when == step.when && other.from.contains(where: step.from.contains)
        && other.parties.contains(where: step.parties.contains)
      {
        found.append("\(step.name): two ways from one state")
      }
    }
    for (code, label) in doubledStates() { found.append("\(code): also called \(label)") }
    return found.sorted()
  }

  private func reachable() -> Set<State> {
    var reached: Set<State> = [opens]
    var grew = true
    while grew {
      grew = false
      for step in steps where step.from.contains(where: reached.contains) {
        if case .state(let to) = step.to, reached.insert(to).inserted { grew = true }
      }
    }
    return reached
  }

  private func doubledStates() -> [(String, String)] {
    var labels: [String: String] = [:]
    return states.compactMap { state in
      defer { labels[state.code] = labels[state.code] ?? state.label }
      return labels[state.code].map { (state.code, $0) }
    }
  }
}
