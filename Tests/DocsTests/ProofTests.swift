import Foundation
import Testing

/// Clauses with an acceptance check that no test is marked with. The list may only get shorter.
@Suite struct `The law's acceptance checks` {
  @Test func `without a marked test stand in the list, and no others`() throws {
    let listed = try Repository.text("Tests/DocsTests/unproved.txt").split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    #expect(listed == listed.filter(Set(try unproved()).contains), "proved meanwhile, or no clause: take them out")
    #expect(try unproved() == listed, "newly without a marked test")
  }

  @Test func `are named by marks that exist`() throws {
    let ids = Set(try Repository.text("Docs/law/EX.md").matches(of: /(?m)^\| (EX-[0-9][0-9a-z.]*) \|/).map { String($0.1) })
    let marks = try marks()
    #expect(marks.count > 10)
    #expect(marks.subtracting(ids).sorted() == [])
  }

  private func unproved() throws -> [String] {
    let marks = try marks()
    return MarkdownTable(try Repository.text("Docs/law/EX.md")).rows.compactMap { row in
      guard row.count == 6, row[0].hasPrefix("EX-"), !["–", "-", ""].contains(row[5]), !marks.contains(row[0]) else { return nil }
      return row[0]
    }
  }

  /// Every id inside `.clause("…", "…")` of the tests.
  private func marks() throws -> Set<String> {
    var found: Set<String> = []
    for file in try Repository.files("Tests", ending: ".swift") {
      for match in try Repository.text(file).matches(of: /\.clause\(((?:"[^"]+"(?:,\s*)?)+)\)/) {
        found.formUnion(String(match.1).matches(of: /"([^"]+)"/).map { String($0.1) })
      }
    }
    // This file itself speaks of marks.
    return found.filter { $0.hasPrefix("EX-") }
  }
}
