import Evidence
import JSONText
import Sharing
import Testing

@Suite struct `EX-6b two versions of a catalogue` {
  private let old = #"""
    {"name":"企业","summary":"摘要","class":"conditional","conditions":["履职"],"frequency":"daily","noMaterials":true,
     "items":[{"name":"a","label":"甲","type":"integer"},{"name":"b","label":"乙","type":"text"},{"name":"c","label":"丙","type":"text"}]}
    """#

  private func diff(_ changes: String) throws -> CatalogueDiff {
    let object = try #require(try JSON.parse(old).object)
    let changed = object.merged(with: try #require(try JSON.parse(changes).object)).filled
    return CatalogueDiff(from: CatalogueForm(object), to: CatalogueForm(changed))
  }

  @Test func `that are the same have no difference`() throws {
    #expect(try diff("{}").isEmpty)
  }

  @Test(.clause("EX-6b"), arguments: [
    (#"{"class":"unconditional"}"#, ["/class"]), (#"{"conditions":["履职","备案"]}"#, ["/conditions"]), (#"{"frequency":"weekly"}"#, ["/frequency"]),
    (#"{"noMaterials":null,"materials":[{"name":"letter","label":"公函"}]}"#, ["/materials"]), (#"{"name":"个体","summary":"另"}"#, ["/name", "/summary"]),
  ] as [(String, [String])])
  func `differ in a part of the form`(changes: String, pointers: [String]) throws {
    let diff = try diff(changes)
    #expect(diff.changes.map(\.pointer) == pointers && diff.touching == [])
  }

  @Test(.clause("EX-6b")) func `touch who uses a dropped item or one of another type, not who sees a new label`() throws {
    let diff = try diff(
      #"{"items":[{"name":"a","label":"甲","type":"text"},{"name":"b","label":"另","type":"text"},{"name":"d","label":"丁","type":"date"}]}"#)
    #expect(diff.added.map(\.name) == ["d"] && diff.dropped.map(\.name) == ["c"])
    #expect(diff.altered.map(\.pointer) == ["/items/0/type", "/items/1/label"])
    #expect(diff.touching == ["c", "a"])
  }

  @Test func `do not differ by the order of their items`() throws {
    #expect(try diff(#"{"items":[{"name":"c","label":"丙","type":"text"},{"name":"a","label":"甲","type":"integer"},{"name":"b","label":"乙","type":"text"}]}"#).isEmpty)
  }
}
