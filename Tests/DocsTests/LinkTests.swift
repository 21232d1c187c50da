import Foundation
import Testing

@Suite struct `A link` {
  @Test func `of a page leads to a file`() throws {
    let pages = try Repository.rootFiles(ending: ".md") + Repository.files("Docs", ending: ".md").filter { !Self.isLawText($0) }
    #expect(pages.contains("README.md") && pages.contains("Docs/law/README.md"))
    var followed = 0
    for page in pages {
      let folder = (page as NSString).deletingLastPathComponent
      for match in try Repository.text(page).matches(of: /\]\(([^)\s]+)\)/) {
        let target = String(match.1.prefix { $0 != "#" })
        guard !target.isEmpty, !target.contains(":") else { continue }
        followed += 1
        let path = URL(filePath: "/\(folder)/\(target)").standardized.path.dropFirst()
        #expect(Repository.exists(String(path)), "\(page) links to \(target)")
      }
    }
    #expect(followed > 10)
  }

  /// The clause files keep the notation of the text they read.
  private static func isLawText(_ page: String) -> Bool { page.hasPrefix("Docs/law/") && page != "Docs/law/README.md" }
}
