import Measures
import Testing
import Workflow

@Suite struct `Declared procedures` {
  @Test(arguments: Measure.procedures)
  func `have no flaws`(procedure: Procedure) { #expect(procedure.flaws() == []) }

  @Test(arguments: Measure.procedures)
  func `read as their sheets say`(procedure: Procedure) throws {
    #expect(try Sheets.kept(procedure.code, procedure.sheet()) == procedure.sheet())
  }

  @Test(arguments: Measure.procedures)
  func `move and know only what there is`(procedure: Procedure) {
    for step in procedure.steps {
      for case .open(let code) in step.moves { #expect(Measure.procedure(code)?.openers == [] && Measure.procedure(code)?.parents.contains(procedure.code) == true) }
      for case .above(let name) in step.moves { #expect(procedure.parents.compactMap(Measure.procedure).allSatisfy { $0.steps.contains { $0.name == name } }) }
      for case .amend(let field, let name) in step.moves { #expect(procedure.fields.contains { $0.name == field } && named(name)?.amends == true) }
      for case .attach(let paper, let ledger, _) in step.moves { #expect(Measure.ledger(ledger)?.papers.contains { $0.name == paper } == true) }
      for case .naming(let code, let field, let name) in step.moves {
        let other = Measure.procedure(code)
        #expect(other?.fields.contains { $0.name == field } == true && other?.steps.contains { $0.name == name && $0.parties.contains(.system) } == true)
      }
    }
    for fact in procedure.facts { #expect(isThere(fact, procedure.fields + procedure.steps.flatMap(\.asks)), "\(fact.name)") }
    if let yearly = procedure.yearly {
      let states = Measure.procedure(yearly.owners)?.states.map(\.code) ?? []
      #expect(procedure.openers.isEmpty && Set(yearly.states).isSubset(of: states))
    }
  }

  @Test(arguments: Measure.ledgers) func `and ledgers know only what there is`(ledger: Ledger) {
    for fact in ledger.facts { #expect(isThere(fact, ledger.fields), "\(fact.name)") }
  }

  private func named(_ step: String) -> Step? { Measure.procedures.flatMap(\.steps).first { $0.name == step && $0.amends } }
  private func isThere(_ fact: Fact, _ fields: [Field]) -> Bool {
    func has(_ field: String) -> Bool { fields.contains { $0.name == field } }
    switch fact.source {
    case .entry(let code, let about, let key):
      guard let ledger = Measure.ledger(code), about == nil || ledger.fields.contains(where: { $0.name == about }) else { return false }
      if case .field(let field) = key { return has(field) }
      return true
    case .named(let field), .department(.field(let field)): return has(field)
    case .department: return true
    case .naming(let code, let field, let states):
      guard let procedure = Measure.procedure(code), procedure.fields.contains(where: { $0.name == field }) else { return false }
      return states.allSatisfy { procedure.state($0) != nil }
    }
  }

  @Test func `have codes and prefixes of their own`() {
    #expect(Set(Measure.procedures.map(\.code)).count == Measure.procedures.count)
    #expect(Set(Measure.procedures.map(\.prefix)).count == Measure.procedures.count)
  }
}
