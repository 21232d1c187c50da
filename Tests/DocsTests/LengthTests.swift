import Testing

@Suite struct `A file` {
  @Test func `has at most 500 lines`() throws {
    var files = try Repository.rootFiles(ending: ".md") + Repository.rootFiles(ending: ".swift")
    for folder in ["Sources", "Tests", "sql", "Scripts", "Docs", "deploy", "certs"] { files += try Repository.files(folder) }
    // The law is as long as it is, and a list of days or words has a line for each; a picture has none.
    files.removeAll { $0.hasPrefix("Docs/law/") || $0.hasPrefix("sql/seeds/") || $0.hasSuffix(".txt") || $0.hasSuffix(".png") }
    #expect(files.count > 150)
    for file in files {
      let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= 500, "\(file) has \(lines) lines")
    }
  }
}
