import Testing

@Suite struct `The glossary` {
  private let rows: [[String]]
  private let identifiers: [String]

  init() throws {
    rows = MarkdownTable(try Repository.text("Docs/glossary.md")).rows
    identifiers = rows.flatMap { $0.count > 2 ? $0[2].quoted : [] }
  }

  @Test func `has five cells in each row, none of them empty`() {
    #expect(rows.count > 50)
    for row in rows { #expect(row.count == 5 && row.allSatisfy { !$0.isEmpty }, "\(row)") }
  }

  @Test func `has no term twice`() {
    for column in [rows.map { $0[0] }, rows.map { $0[1] }, identifiers] {
      let twice = Dictionary(grouping: column) { $0 }.filter { $1.count > 1 }.keys.sorted()
      #expect(twice.isEmpty, "twice: \(twice)")
    }
  }

  @Test func `knows every table`() throws {
    var tables: Set<String> = ["schema_migration"]
    for file in try Repository.files("sql/migrations", ending: ".sql") {
      // A partition is no table of its own.
      for match in try Repository.text(file).matches(of: /(?m)^create (?:unlogged )?table (?:if not exists )?(\w+) \(/) {
        tables.insert(String(match.1))
      }
    }
    #expect(tables.count > 20)
    let missing = tables.subtracting(identifiers).sorted()
    #expect(missing.isEmpty, "no row for \(missing)")
  }

  @Test func `knows every procedure`() throws {
    var codes: Set<String> = []
    for file in try Repository.files("Sources/Measures", ending: ".swift") {
      for match in try Repository.text(file).matches(of: /\bProcedure\(\s*"([a-z.-]+)"/) { codes.insert(String(match.1)) }
    }
    #expect(codes.count >= 4)
    let missing = codes.subtracting(identifiers).sorted()
    #expect(missing.isEmpty, "no row for \(missing)")
  }

  @Test(arguments: ["Vocabulary", "Workflow", "Measures"]) func `knows every type of words and rules`(_ module: String) throws {
    var types: Set<String> = []
    for file in try Repository.files("Sources/\(module)", ending: ".swift") {
      for match in try Repository.text(file).matches(of: /(?m)^package (?:indirect )?(?:struct|enum|protocol) (\w+)/) {
        types.insert(String(match.1))
      }
    }
    #expect(!types.isEmpty)
    let missing = types.subtracting(identifiers).sorted()
    #expect(missing.isEmpty, "no row for \(missing)")
  }

  @Test func `knows every noun of the API`() throws {
    var nouns: Set<String> = []
    for match in try Repository.text("Sources/API/Routes.swift").matches(of: /"\/api\/v1\/([a-z-]+)/) { nouns.insert("/\(match.1)") }
    #expect(nouns.count > 10)
    let missing = nouns.subtracting(identifiers).sorted()
    #expect(missing.isEmpty, "no row for \(missing)")
  }
}
