import JSONText
import Testing

@testable import exchange

@Suite struct `Terminal` {
  @Test(arguments: [("目录", 4), ("EX-7b", 5), ("“授权”", 6), ("e\u{301}", 1), ("", 0)])
  func `counts columns as they are shown`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `aligns Chinese and Latin in one table`() {
    let table = TextTable(head: ["编号", "状态"], rows: [["7", "已发布"], ["1024", "草稿"]])
    #expect(table.text == "编号  状态\n7     已发布\n1024  草稿")
  }

  @Test func `keeps control characters of others off the screen`() {
    #expect(TextTable(head: ["名称"], rows: [["a\u{1B}[2Jb\nc"]]).text == "名称\na [2Jb c")
  }

  @Test(arguments: [("=1+1", "'=1+1"), ("-5", "-5"), ("a,b", "\"a,b\""), ("说\"明\"", "\"说\"\"明\"\"\"")])
  func `writes cells that a spreadsheet does not take for formulas`(text: String, cell: String) {
    #expect(Output.csv(text) == cell)
  }

  @Test func `takes the first of a column's paths that leads somewhere`() {
    let column = Column("名称", "fields.name", "fields.title")
    #expect(column.text(in: ["fields": ["title": "条文接口"]]) == "条文接口")
    #expect(column.text(in: [:]) == "")
  }
}
