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
    }
    for fact in procedure.facts { #expect(Measure.ledger(fact.ledger) != nil && (fact.field == nil || Measure.ledger(fact.ledger)?.fields.contains { $0.name == fact.field } == true)) }
  }

  @Test func `have codes and prefixes of their own`() {
    #expect(Set(Measure.procedures.map(\.code)).count == Measure.procedures.count)
    #expect(Set(Measure.procedures.map(\.prefix)).count == Measure.procedures.count)
  }
}
