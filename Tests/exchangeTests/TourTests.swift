import JSONText
import Testing

@testable import exchange

@Suite struct `Tour` {
  @Test func `writes the same key for the same write in every run, another for another`() {
    let one: JSON = ["fields": ["name": "目录"], "parent": 1]
    let same: JSON = ["parent": 1, "fields": ["name": "目录"]]
    #expect(Stage.stableKey("a", one) == Stage.stableKey("a", same))
    #expect(Stage.stableKey("a", one) != Stage.stableKey("a", ["parent": 2]))
  }

  @Test func `attaches papers that are PDF files`() {
    let text = String(decoding: DemoPaper.pdf("Stamped form (x)"), as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1.4\n") && text.hasSuffix("%%EOF\n"))
    let start = text.components(after: "startxref\n").prefix { $0.isNumber }
    #expect(text.utf8.dropFirst(Int(start) ?? 0).starts(with: Array("xref".utf8)))
  }

  @Test func `fails when it showed nothing`() async {
    #expect(await TourRecord().close() == false)
  }

  @Test func `never asks an application for the item with the canary`() {
    #expect(!DemoForms.websiteColumns.contains("editor_phone") && !DemoForms.articleItems.contains("data.editor"))
  }
}

extension String {
  fileprivate func components(after mark: String) -> Substring {
    guard let range = firstRange(of: mark) else { return "" }
    return self[range.upperBound...]
  }
}
