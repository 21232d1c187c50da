import Evidence
import JSONText
import Sharing
import Testing

@Suite struct `EX-5.1b the look over a catalogue` {
  private func form(_ changes: String = "{}") throws -> CatalogueForm {
    let usual = """
      {"name":"企业登记信息","summary":"本目录收录本市企业登记环节产生的基本信息,每日更新,覆盖全市。","class":"conditional","conditions":["履职需要"],"frequency":"daily",
       "items":[{"name":"id","label":"编号","type":"integer","key":true},{"name":"name","label":"名称","type":"text"}],
       "materials":[{"name":"letter","label":"公函"}]}
      """
    let object = try #require(try JSON.parse(usual).object)
    return CatalogueForm(object.merged(with: try #require(try JSON.parse(changes).object)).filled)
  }

  @Test func `finds nothing in one that is filled in well`() throws {
    let flaws = CatalogueLint(try form(), others: ["个体工商户登记信息"]).flaws
    #expect(flaws == [] && Readiness(flaws).score == 100)
  }

  @Test(.clause("EX-5.1b"), arguments: [
    (#"{"conditions":null}"#, ["no-conditions /conditions"]),
    (#"{"materials":null}"#, ["no-material-list /materials"]),
    (#"{"noMaterials":true}"#, ["no-material-list /materials"]),
    (#"{"class":null}"#, ["no-class /class"]),
    (#"{"class":"unconditional","conditions":null}"#, []),
    (#"{"items":[]}"#, ["no-items /items"]),
    (#"{"items":[{"name":"id","label":"编号","type":"integer"}]}"#, ["no-key /items"]),
    (#"{"items":[{"name":"id","label":" ","type":"integer","key":true}]}"#, ["no-label /items/0/label"]),
    (#"{"items":[{"name":"ID","label":"编号","type":"integer","key":true},{"name":"ID ","label":"编 号","type":"text"}]}"#,
     ["same-item /items/1/name", "same-item /items/1/label"]),
    (#"{"summary":"企业"}"#, ["short-summary /summary"]),
    (#"{"name":"个体 工商户登记信息"}"#, ["same-name /name"]),
    (#"{"frequency":"realtime"}"#, []),
  ] as [(String, [String])])
  func `names each flaw with its place`(changes: String, flaws: [String]) throws {
    let found = CatalogueLint(try form(changes), others: ["个体工商户登记信息"]).flaws
    #expect(found.map { "\($0.kind.rawValue) \($0.pointer)" } == flaws)
  }

  private func resource(_ kind: String, items: [CatalogueItem] = [], columns: [String] = []) -> CatalogueLint.Resource {
    .init(code: "reg", kind: kind, frequency: nil, items: items, columns: columns)
  }

  @Test(.clause("EX-5.1b")) func `holds the resources against what the catalogue declares`() throws {
    let items = [CatalogueItem(name: "id", label: "编号", type: "text"), CatalogueItem(name: "phone", label: "电话", type: "text")]
    let flaws = CatalogueLint(try form(), resources: [resource("table", items: items, columns: ["id", "name", "note", "phone"])]).flaws
    #expect(flaws.map { "\($0.kind.rawValue) \($0.pointer)" } == ["undeclared-column /items", "undeclared-column /items", "other-type /items/0/type"])
    #expect(flaws[0].text.contains("“note”") && flaws[1].text.contains("“phone”"))
  }

  @Test(arguments: [(["table"], 1), (["folder", "table"], 1), (["table", "interface"], 0), ([], 0)] as [([String], Int)])
  func `promises real time only through an interface`(kinds: [String], count: Int) throws {
    let flaws = CatalogueLint(try form(#"{"frequency":"realtime"}"#), resources: kinds.map { resource($0) }).flaws
    #expect(flaws.map(\.kind) == Array(repeating: .realtimeTable, count: count))
  }

  @Test(.clause("EX-9"), arguments: [(["interface"], 1), (["interface", "interface"], 1), (["interface", "table"], 0), (["folder"], 0), ([], 0)] as [([String], Int)])
  func `EX-9 warns of an interface without a table and refuses nothing`(kinds: [String], count: Int) throws {
    let flaws = CatalogueLint(try form(), resources: kinds.map { resource($0) }).flaws
    #expect(flaws.map(\.kind) == Array(repeating: .interfaceOnly, count: count) && flaws.allSatisfy { $0.kind.severity == .warning })
  }

  @Test func `loses the points of a kind once, and says what each is for`() {
    let flaws = [CatalogueFlaw(.sameItem, "/items/1/name", ""), CatalogueFlaw(.sameItem, "/items/2/name", ""), CatalogueFlaw(.noConditions, "/conditions", "")]
    let readiness = Readiness(flaws)
    #expect(readiness.score == 75)
    #expect(readiness.losses.map { "\($0.kind.rawValue) \($0.points) \($0.count)" } == ["no-conditions 15 1", "same-item 10 2"])
  }

  @Test func `never goes below nought`() {
    #expect(CatalogueFlaw.Kind.allCases.reduce(0) { $0 + $1.points } > 100)
    #expect(Readiness(CatalogueFlaw.Kind.allCases.map { CatalogueFlaw($0, "", "") }).score == 0)
  }

  @Test(arguments: [("企业 ID", "企业id"), ("ABC(1)", "abc(1)"), ("编\u{3000}号", "编号"), ("名\u{200B}称", "名称")])
  func `takes names for one that a reader cannot tell apart`(one: String, other: String) {
    #expect(FoldedName(one) == FoldedName(other))
  }
}
