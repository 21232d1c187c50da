import Testing

@testable import exchange

@Suite struct `Law coverage` {
  private let law = """
    | ID | Duty | System function | Clock / number | Refusals | Acceptance check |
    |---|---|---|---|---|---|
    | EX-1 | a | b | – | – | Given two, then two. |
    | EX-2 | a | b | – | – | Given one, then one. |
    | EX-22 | a | b | – | – | – |
    | CK1 EX-14a | 1 | 2 | 3 | 4 | 5 |
    | NET-3 | a | b | – | – | Given three. |
    """

  @Test func `counts clauses with a check, and those without a passed test`() {
    let coverage = LawCoverage(law: law, measure: "EX", evidence: "EX-1\tone\nEX-1\tanother\nEX-1\tone\nEX-22\tx\nbroken\n")
    #expect(coverage.lines == [.init(clause: "EX-1", tests: ["another", "one"]), .init(clause: "EX-2", tests: [])])
    #expect(coverage.unproved == ["EX-2"])
  }

  @Test func `knows the measures apart`() {
    #expect(LawCoverage(law: law, measure: "NET", evidence: "NET-3\tt").unproved == [])
    #expect(LawCoverage(law: law, measure: "E", evidence: "").lines.isEmpty)
  }
}
