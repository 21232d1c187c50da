/// The rows of the tables of a page, head and rule lines left out.
struct MarkdownTable {
  let rows: [[String]]

  init(_ page: String) {
    var rows: [[String]] = []
    var inside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        inside = false
        continue
      }
      let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false).dropLast().map { String($0).trimmed }
      if inside { rows.append(cells) }
      // The line of dashes ends the head.
      if cells.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } }) { inside = true }
    }
    self.rows = rows.filter { row in !row.allSatisfy { $0.allSatisfy { "-:".contains($0) } } }
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// What stands between backticks on one line, in order.
  var quoted: [String] { matches(of: /`([^`\n]+)`/).map { String($0.1) } }

  /// Ids of the exchange measure's clauses, as code and pages cite them. `EX-001` is an article of the demo's service, no clause.
  var clauses: [String] { matches(of: /EX-[1-9][0-9a-z]*(?:\.[0-9]+[a-z]?)*/).map { String($0.0) } }
}
