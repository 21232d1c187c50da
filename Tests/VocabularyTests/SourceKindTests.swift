import Testing

@testable import Vocabulary

@Suite struct `A kind of source` {
  @Test(arguments: [
    ("table", nil, ["postgres", "odbc", "upload"]), ("interface", "query", ["postgres", "upload"]), ("interface", "upstream", ["http"]), ("interface", nil, ["http"]),
    ("folder", nil, ["sftp", "ftps", "ftp", "directory"]),
  ] as [(String, String?, [String])])
  func `holds what can be mounted from it`(_ kind: String, _ form: String?, _ sources: [String]) {
    #expect(SourceKind.allCases.filter { $0.holds(kind, form: form) }.map(\.rawValue) == sources)
  }
}
