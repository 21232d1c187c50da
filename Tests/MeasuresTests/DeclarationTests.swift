import Foundation
import Measures
import Testing
import Workflow

@Suite struct `Declared procedures` {
  @Test(arguments: Measure.procedures)
  func `have no flaws`(procedure: Procedure) { #expect(procedure.flaws() == []) }

  @Test(arguments: Measure.procedures)
  func `read as their sheets say`(procedure: Procedure) throws {
    let sheet = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sheets/\(procedure.code).txt")
    if ProcessInfo.processInfo.environment["GOLDEN"] == "write" {
      try procedure.sheet().write(to: sheet, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: sheet, encoding: .utf8) == procedure.sheet())
  }

  @Test func `have codes and prefixes of their own`() {
    #expect(Set(Measure.procedures.map(\.code)).count == Measure.procedures.count)
    #expect(Set(Measure.procedures.map(\.prefix)).count == Measure.procedures.count)
  }
}
