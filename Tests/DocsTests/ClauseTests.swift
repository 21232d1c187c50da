import Testing

@Suite struct `A clause` {
  /// Ids of the clause table of EX.md.
  private let known: Set<String>

  init() throws {
    known = Set(try Repository.text("Docs/law/EX.md").matches(of: /(?m)^\| (EX-[0-9][0-9a-z.]*) \|/).map { String($0.1) })
  }

  @Test func `of the exchange measure has an id`() {
    #expect(known.count > 50)
    #expect(known.isSuperset(of: ["EX-3", "EX-8.1", "EX-11.1b", "EX-12a", "EX-14c"]))
  }

  @Test func `cited in the code exists`() throws {
    var cited = 0
    for file in try Repository.files("Sources", ending: ".swift") {
      for (number, line) in try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        // A comment may speak of a whole article; what a person or a caller is shown names the duty.
        guard !String(line).trimmed.hasPrefix("//") else { continue }
        for id in String(line).clauses {
          cited += 1
          if !known.contains(id) { Issue.record("\(file):\(number + 1) cites \(id), which Docs/law/EX.md has not") }
        }
      }
    }
    #expect(cited > 100)
  }

  @Test func `cited in the glossary exists`() throws {
    let cited = try Repository.text("Docs/glossary.md").clauses
    #expect(cited.count > 30)
    #expect(Set(cited).subtracting(known).sorted() == [])
  }
}
