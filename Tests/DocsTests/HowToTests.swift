import Foundation
import Testing

/// The page that shows how a measure is made shows what is compiled and run.
@Suite struct `How a measure is added` {
  @Test func `shows the toy measure as it runs`() throws {
    let page = try Repository.text("Docs/how-to/add-a-measure.md")
    let toy = try Repository.text("Tests/MeasuresTests/ToyMeasure.swift") + Repository.text("Tests/MeasuresTests/ToyMeasureTests.swift")
    let blocks = page.components(separatedBy: "```swift\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    #expect(blocks.count >= 8)
    for block in blocks { #expect(toy.contains(block), "\(block.prefix(80))") }
  }
}
