import Testing

@Suite struct `The demo's table of website columns` {
  struct Entry: Hashable, Comparable {
    let number: Int, site: String, name: String, owner: String
    static func < (one: Entry, other: Entry) -> Bool { one.number < other.number }
  }

  @Test func `holds the 24 weekly entries of the website measure`() throws {
    let law = MarkdownTable(try Repository.text("Docs/law/WEB.md")).rows.compactMap { row -> Entry? in
      guard row.count == 6, let number = Int(row[0]), row[1].hasPrefix("WEB-7.") else { return nil }
      let site = row[2] == "门户" ? "嘉峪关市人民政府门户网站" : row[2]
      return Entry(number: number, site: site, name: row[3], owner: row[5].replacing("; ", with: "、"))
    }
    #expect(law.count == 24)
    let provided = try provided()
    #expect(provided.map(\.entry).sorted() == law.sorted())
    #expect(provided.allSatisfy { $0.days == 7 && $0.phone == "CANARY-WEB-\($0.entry.number)" })
    #expect(Set(provided.flatMap { $0.entry.owner.split(separator: "、") }).count == 17)
  }

  private func provided() throws -> [(entry: Entry, days: Int, phone: String)] {
    let row = /(?m)^ +\((\d+), '([^']*)', '([^']*)', '([^']*)', (\d+), '[0-9-]{10}', '([^']*)'\)/
    return try Repository.text("Scripts/demo/provider.sql").matches(of: row).map { match in
      let entry = Entry(number: Int(match.1) ?? 0, site: String(match.2), name: String(match.3), owner: String(match.4))
      return (entry, Int(match.5) ?? 0, String(match.6))
    }
  }
}
