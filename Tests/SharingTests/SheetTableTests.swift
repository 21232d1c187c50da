import Evidence
import Testing

@testable import Sharing

@Suite("Sheet as a table")
struct SheetTableTests {
  private func sheet(_ text: String) throws -> [CSVReader.Record] {
    var reader = CSVReader()
    return try reader.read(Array(text.utf8)) + reader.finish()
  }

  @Test(arguments: [
    (["1", "-20"], SheetType.integer), (["1", "2.5"], .number), (["是", "否"], .boolean), (["2026-11-30", "2026/1/5"], .date),
    (["2026-11-30 08:30", "2026-11-30T08:30:59.5"], .timestamp), (["2026-02-29"], .text), (["007"], .text), (["620201199001011234"], .text), (["0.5", "0"], .number),
    (["1", "一"], .text), ([], .text), (["1e5"], .text), (["2026-11-30", "2026-11-30 08:30"], .text), (["-"], .text), (["1."], .text), (["9999999999999999999"], .text),
  ] as [([String], SheetType)])
  func `takes a column for the first type that all its cells fit`(_ cells: [String], _ type: SheetType) { #expect(SheetType.of(cells) == type) }

  @Test(arguments: [
    (SheetType.date, "2026/1/5", "2026-01-05"), (.timestamp, "2026/1/5 8:30", "2026-01-05 08:30:00"), (.timestamp, "2026-01-05T08:30:5.25", "2026-01-05 08:30:05.25"),
    (.boolean, "TRUE", "true"), (.date, "2026-13-01", nil), (.timestamp, "2026-01-05 24:00", nil), (.timestamp, "2026-01-05 08:30:61", nil),
  ] as [(SheetType, String, String?)])
  func `reads a cell as PostgreSQL takes it`(_ type: SheetType, _ cell: String, _ value: String?) { #expect(type.read(cell) == value) }

  @Test(.clause("EX-7b")) func `EX-7b names the columns by the heading and reads the rows below`() throws {
    let table = try SheetTable(sheet("工号, 姓名 ,入职,电话\n7,张三,2026/3/1,0937\n8,,,\n"), key: ["工号"], types: ["电话": .text])
    #expect(table.columns == [.init("工号", .integer, isKey: true), .init("姓名", .text, isKey: false), .init("入职", .date, isKey: false), .init("电话", .text, isKey: false)])
    #expect(table.rows == [["7", "张三", "2026-03-01", "0937"], ["8", nil, nil, nil]])
  }

  @Test(.clause("EX-7b"), arguments: [
    ("", "1 -:文件没有表头"), ("a,a\n1,2", "1 a:列名重复"), ("a,\n1,2", "1 -:第 2 列没有列名"), ("b\n1", "1 a:表头中没有这一列"), ("a\n1,2", "2 -:比表头多出单元格"),
    ("a,b\n,x\n1,y\n1,z", "2 a:主键为空|4 a:主键与第 3 行重复"),
  ])
  func `EX-7b says in which row and column a sheet is wrong`(_ text: String, _ words: String) throws {
    let records = try sheet(text)
    let faults = #expect(throws: SheetTable.Faults.self) { try SheetTable(records, key: ["a"]) }
    #expect(faults?.faults.map { "\($0.row) \($0.column ?? "-"):\($0.reason)" }.joined(separator: "|") == words)
  }

  @Test(.clause("EX-7b")) func `EX-7b the next version has the columns of the one before, in whatever order`() throws {
    let known = [SheetTable.Column("no", .integer, isKey: true), .init("born", .date, isKey: false)]
    let table = try SheetTable(sheet("born,no\n2000-1-1,5\n"), key: [], known: known)
    #expect(table.columns == known)
    #expect(table.rows == [["5", "2000-01-01"]])
    for (text, words) in [("no\n1", "1 born:上一版有这一列,本次没有"), ("no,born,x\n1,,", "1 x:上一版没有这一列;要增加列,请另建一张表"), ("no,born\n一,昨天", "2 no:不是整数|2 born:不是日期(如 2026-11-30)")] {
      let records = try sheet(text)
      let faults = #expect(throws: SheetTable.Faults.self) { try SheetTable(records, key: [], known: known) }
      #expect(faults?.faults.map { "\($0.row) \($0.column ?? "-"):\($0.reason)" }.joined(separator: "|") == words)
    }
  }

  @Test func `tells twenty faults at most`() throws {
    let records = try sheet("a\n" + String(repeating: "1\n", count: 1000))
    let faults = #expect(throws: SheetTable.Faults.self) { try SheetTable(records, key: ["a"]) }
    #expect(faults?.faults.count == 20)
  }
}
