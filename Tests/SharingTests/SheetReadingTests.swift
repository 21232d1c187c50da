import Evidence
import JSONText
import Sharing
import Testing
import Vocabulary

@Suite struct `EX-6a a sheet of catalogues` {
  private static let columns = [
    SheetColumn("code", "目录代码", .text), SheetColumn("name", "目录名称", .text),
    SheetColumn("class", "共享类型", .choice([.init(code: "unconditional", label: "无条件共享"), .init(code: "conditional", label: "有条件共享")])),
    SheetColumn("conditions", "共享条件", .texts), SheetColumn("materials", "材料清单", .materials),
    SheetColumn("name", "数据项代码", .text, ofItem: true), SheetColumn("label", "数据项名称", .text, ofItem: true),
    SheetColumn("key", "主键", .flag, ofItem: true),
  ]
  private static let heading = "目录代码,目录名称,共享类型,共享条件,材料清单,数据项代码,数据项名称,主键\n"

  private func read(_ rows: String, heading: String = Self.heading, judge: (JSONObject) -> [Refusal] = { _ in [] }) throws -> SheetReading {
    var reader = CSVReader()
    return try SheetReading(reader.read(Array((heading + rows).utf8)) + reader.finish(), columns: Self.columns, judge: judge)
  }

  @Test(.clause("EX-6a"), arguments: [
    // Repeated on each row, or blank after the first; rows of one catalogue need not stand together.
    "A,甲,有条件共享,一;二,公函,x,项一,是\nA,甲,有条件共享,一;二,公函,y,项二,\nB,乙,无条件,,无需材料,z,项三,否\n",
    "A,甲,有条件共享,一;二,公函,x,项一,是\n,,,,,y,项二,\nB,乙,无条件,,无需材料,z,项三,否\n",
    "A,甲,有条件共享,一;二,公函,x,项一,是\nB,乙,无条件,,无需材料,z,项三,否\nA,,,,,y,项二,\n",
  ]) func `gives a form for each code, with the items of its rows`(rows: String) throws {
    let reading = try read(rows)
    #expect(reading.rows == 3 && reading.strayFaults == [] && reading.catalogues.allSatisfy { $0.faults.isEmpty })
    #expect(reading.catalogues.map { JSON.object($0.fields).canonical } == [
      #"{"class":"conditional","code":"A","conditions":["一","二"],"items":[{"key":true,"label":"项一","name":"x"},{"label":"项二","name":"y"}],"materials":[{"label":"公函","name":"m1","required":true}],"name":"甲"}"#,
      #"{"class":"unconditional","code":"B","items":[{"label":"项三","name":"z"}],"name":"乙","noMaterials":true}"#,
    ])
  }

  @Test(.clause("EX-6a"), arguments: [
    ("A,甲,秘密,,,x,项,是\n", "2 共享类型 “秘密”不在可选范围,只能填:无条件共享、有条件共享"),
    ("A,甲,不予共享,,,x,项,\n", "2 共享类型 不予共享的数据不编入目录,请提交不予共享备案"),
    ("A,甲,,,,x,项,也许\n", "2 主键 只能填“是”或“否”"),
    ("A,甲,,,,x,项,\nA,乙,,,,y,项,\n", "3 目录名称 与同一目录前面的行填写不一致"),
  ]) func `names a wrong cell by row and column`(rows: String, fault: String) throws {
    #expect(try read(rows).catalogues.flatMap(\.faults).map { "\($0.row) \($0.column ?? "-") \($0.reason)" } == [fault])
  }

  @Test(arguments: [",,,,,x,项,\n", ",甲,,,,x,项,\n", "A,甲,,,,x,项,\n,乙,,,,y,项,\n"])
  func `names a row that belongs to no catalogue`(rows: String) throws {
    #expect(try read(rows).strayFaults.map(\.column) == ["目录代码"])
  }

  @Test(.clause("EX-5.1b")) func `tells what a submission would be refused for where the person can find it`() throws {
    let reading = try read("A,甲,有条件共享,,,x,项一,\n,,,,,y,项二,\n") { _ in
      [
        Refusal("E07", .form, "有条件共享须填写共享条件", "EX-5.1b").at("/conditions"), Refusal("E59", .form, "请填写类型", "EX-12a").at("/items/1/key"),
        Refusal("E06", .form, "须列明材料", "EX-5.1b"),
      ]
    }
    #expect(reading.catalogues[0].faults.map { "\($0.row) \($0.column ?? "-")" } == ["2 共享条件", "3 主键", "2 -"])
  }

  @Test(arguments: [
    ("", "文件是空的"), ("目录代码\n", "第1行缺少列:目录名称、共享类型、共享条件、材料清单、数据项代码、数据项名称、主键"),
    (heading.replacing("主键", with: "备注"), "第1行有模板之外的列“备注”,请使用模板的列名"),
    (heading.replacing("主键", with: "主键,主键"), "第1行有重复的列名"),
  ]) func `that is not the template is refused whole`(heading: String, why: String) {
    #expect(throws: SheetUnreadable(why)) { try read("", heading: heading) }
  }

  @Test func `may leave out a column that a form may do without, and holds no more catalogues than one transaction bears`() throws {
    let columns = [
      SheetColumn("code", "目录代码", .text), SheetColumn("name", "目录名称", .text), SheetColumn("conditions", "共享条件", .texts, mayBeMissing: true),
    ]
    func read(_ count: Int) throws -> Int {
      let rows = (0..<count).map { CSVReader.Record(row: $0 + 2, cells: ["A\($0)", "甲"]) }
      return try SheetReading([.init(row: 1, cells: ["目录代码", "目录名称"])] + rows, columns: columns, judge: { _ in [] }).catalogues.count
    }
    #expect(try read(5000) == 5000)
    #expect(throws: SheetUnreadable("目录超过5000个,请拆成几个文件")) { try read(5001) }
  }

  @Test func `comes in again with its reasons, which are skipped`() throws {
    let rows = [["目录代码", "目录名称"], ["A", "甲"]]
    let heading = SheetMarking.marked(rows[0], heading: nil, with: SheetColumn.reasons)
    #expect(heading == ["目录代码", "目录名称", "错误原因"])
    #expect(SheetMarking.marked(rows[1], heading: heading, with: "错") == ["A", "甲", "错"])
    #expect(SheetMarking.marked(heading, heading: nil, with: SheetColumn.reasons) == heading)
    #expect(SheetMarking.marked(["A", "甲", "旧"], heading: heading, with: "新") == ["A", "甲", "新"])
    #expect(try read("A,甲,,,,x,项,,旧的原因\n", heading: Self.heading.replacing("主键", with: "主键,错误原因")).catalogues.map(\.faults) == [[]])
  }

  @Test(arguments: [
    ("公函;会议纪要(可选)", #"[{"name":"m1","label":"公函","required":true},{"name":"m2","label":"会议纪要","required":false}]"#),
    ("letter=公函\n纪要", #"[{"name":"letter","label":"公函","required":true},{"name":"m2","label":"纪要","required":true}]"#),
  ]) func `lists materials in one cell`(cell: String, list: String) throws {
    #expect(SheetCell.read(cell, SheetColumn("materials", "材料清单", .materials)) == .member(try JSON.parse(list)))
  }

  @Test(.clause("EX-6b"), arguments: [
    (nil, false, ImportOutcome.new), (nil, true, .wrong), (("draft", "甲"), false, .unchanged), (("draft", "乙"), false, .changed),
    (("returned", "乙"), false, .changed), (("review", "乙"), false, .underWay), (("published", "乙"), false, .published),
    (("offline", "甲"), false, .published),
  ] as [((String, String)?, Bool, ImportOutcome)])
  func `never overwrites what is published or under review`(existing: (String, String)?, hasFaults: Bool, outcome: ImportOutcome) {
    let fields = JSONObject([.init(name: "name", value: "甲")])
    let there = existing.map { ImportOutcome.Existing(isOwn: true, state: $0.0, fields: JSONObject([.init(name: "name", value: .string($0.1))])) }
    #expect(ImportOutcome.of(fields, hasFaults: hasFaults, existing: there) == outcome)
    #expect((outcome.hint != nil) == [.underWay, .published].contains(outcome))
  }
}
