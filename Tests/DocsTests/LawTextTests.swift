import Testing

/// The seed of articles says what the measures' text says.
@Suite struct `The articles` {
  @Test func `are those of the measures' text, word by word`() throws {
    let seed = try Repository.text("sql/views/v11_law.sql")
    let lines = try Repository.text("Docs/law/measures.txt").split(separator: "\n").filter { $0.firstMatch(of: /^第[一二三四五六七八九十百]+条/) != nil }
    #expect(lines.count > 100)
    for line in lines {
      let text = line.replacing(/^第[一二三四五六七八九十百]+条\s*/, with: "").replacing("'", with: "\'\'")
      #expect(seed.contains(text), "\(line.prefix(40))")
    }
    #expect(seed.matches(of: /(?m)^  \('[A-Z]+'/).count == lines.count)
  }
}
