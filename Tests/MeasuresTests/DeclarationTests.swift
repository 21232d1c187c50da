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

  @Test func `have codes and prefixes of their own`() {
    #expect(Set(Measure.procedures.map(\.code)).count == Measure.procedures.count)
    #expect(Set(Measure.procedures.map(\.prefix)).count == Measure.procedures.count)
  }
}
