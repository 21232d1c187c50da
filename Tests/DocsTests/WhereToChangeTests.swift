import Testing

@Suite struct `Where to change` {
  private let named: [String]

  init() throws {
    // What has a slash or the ending of a file is a path; `…` would leave the reader guessing.
    named = try Repository.text("Docs/where-to-change.md").quoted.filter {
      ($0.contains("/") || $0.contains(/\.(swift|sql|md|py|sh|json|service)$/)) && !$0.contains(" ")
    }
  }

  @Test func `names only files and folders that exist`() {
    #expect(named.count > 40)
    for path in named.flatMap(Self.spread) { #expect(Repository.exists(path), "\(path) does not exist") }
  }

  @Test func `writes every path out`() {
    for path in named { #expect(!path.contains("…"), "\(path)") }
  }

  @Test func `spreads braces`() {
    #expect(Self.spread("a/{B,C/D}.swift") == ["a/B.swift", "a/C/D.swift"])
    #expect(Self.spread("a/B.swift") == ["a/B.swift"])
  }

  /// `a/{B,C}.swift` → `a/B.swift`, `a/C.swift`.
  private static func spread(_ path: String) -> [String] {
    guard let open = path.firstIndex(of: "{"), let close = path[open...].firstIndex(of: "}") else { return [path] }
    let (before, after) = (String(path[..<open]), String(path[path.index(after: close)...]))
    return path[path.index(after: open)..<close].split(separator: ",").flatMap { spread(before + String($0) + after) }
  }
}
