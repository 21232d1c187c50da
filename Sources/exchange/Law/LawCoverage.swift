/// Which clauses of a measure are proved by a test that passed.
struct LawCoverage {
  struct Line: Hashable {
    let clause: String
    /// In the order of their ids; none when nothing proves it.
    let tests: [String]
  }
  let lines: [Line]

  /// - Parameter law: a page of Docs/law; its clause table has the id in the first column and the acceptance check in the last.
  /// - Parameter evidence: a line per clause and passed test, with a tab between them.
  init(law: String, measure: String, evidence: String) {
    var proofs: [String: Set<String>] = [:]
    for line in evidence.split(separator: "\n") {
      let cells = line.split(separator: "\t", maxSplits: 1)
      if cells.count == 2 { proofs[String(cells[0]), default: []].insert(String(cells[1])) }
    }
    lines = Self.clauses(law, measure).map { Line(clause: $0, tests: (proofs[$0] ?? []).sorted()) }
  }

  var unproved: [String] { lines.filter(\.tests.isEmpty).map(\.clause) }

  /// Clauses with an acceptance check, in the order of the page. A dash means that the clause asks nothing of software.
  static func clauses(_ law: String, _ measure: String) -> [String] {
    law.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.split(separator: " ").joined(separator: " ") }
      guard cells.count == 8, cells[1].hasPrefix("\(measure)-"), cells[1].dropFirst(measure.count + 1).first?.isNumber == true,
        !["–", "-", ""].contains(cells[6])
      else { return nil }
      return cells[1]
    }
  }
}
