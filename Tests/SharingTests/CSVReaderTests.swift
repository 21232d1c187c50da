import Sharing
import Testing

@Suite struct `A CSV file` {
  private static let cases: [(String, [[String]])] = [
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]), ("a\rb\r", [["a"], ["b"]]),
    ("", []), ("\r\n\n", []), ("a,", [["a", ""]]), (",", [["", ""]]), ("\"\"", [[""]]), ("\"\",x\n", [["", "x"]]),
    ("\"a,b\"", [["a,b"]]), ("\"a\"\"b\"", [["a\"b"]]), ("\"a\r\nb\",c\n", [["a\r\nb", "c"]]), ("\"\"\"\"", [["\""]]),
    ("目录,数据\n甲,乙", [["目录", "数据"], ["甲", "乙"]]), (" a , b ", [[" a ", " b "]]), ("a,\"b\"\r\n\"c\",d\r\n", [["a", "b"], ["c", "d"]]),
  ]

  @Test(arguments: cases) func `is read by RFC 4180`(text: String, rows: [[String]]) throws {
    var reader = CSVReader()
    #expect(try (reader.read(Array(text.utf8)) + reader.finish()).map(\.cells) == rows)
  }

  @Test(arguments: cases) func `is read the same in pieces of any size`(text: String, rows: [[String]]) throws {
    let bytes = Array(text.utf8)
    for size in 1...max(1, bytes.count) {
      var reader = CSVReader()
      var records: [CSVReader.Record] = []
      for start in stride(from: 0, to: bytes.count, by: size) { records += try reader.read(Array(bytes[start..<min(start + size, bytes.count)])) }
      records += try reader.finish()
      #expect(records.map(\.cells) == rows)
    }
  }

  @Test(arguments: [
    ("a\"b", CSVReader.Fault.Reason.quoteInBareField, 1), ("a\n\"b\"c", .textAfterQuote, 2), ("a\n\n\"b", .unclosedQuote, 3),
    ("\"a\"\"", .unclosedQuote, 1), (String(repeating: ",", count: 60), .tooManyColumns, 1),
  ]) func `that is not well formed is refused with its row`(text: String, reason: CSVReader.Fault.Reason, row: Int) {
    let fault = #expect(throws: CSVReader.Fault.self) {
      var reader = CSVReader()
      _ = try reader.read(Array(text.utf8)) + reader.finish()
    }
    #expect(fault?.reason == reason && fault?.row == row && fault?.text.isEmpty == false)
  }

  @Test func `counts empty lines, but no line end inside quotes, as rows`() throws {
    var reader = CSVReader()
    let records = try reader.read(Array("a\n\n\"b\nc\"\nd\n".utf8)) + reader.finish()
    #expect(records.map(\.row) == [1, 3, 4])
  }

  @Test func `has no more rows than allowed`() {
    #expect(throws: CSVReader.Fault.self) {
      var reader = CSVReader(rows: 2)
      _ = try reader.read(Array("a\nb\nc\n".utf8))
    }
  }

  @Test(arguments: [
    ([0xEF, 0xBB, 0xBF, 0x61], SheetText.Encoding.utf8Marked, "a"), (Array("目录".utf8), .utf8, "目录"),
    ([0xC4, 0xBF, 0xC2, 0xBC, 0xB4, 0xFA, 0xC2, 0xEB], .gb18030, "目录代码"), ([0x61, 0x95, 0x32, 0x82, 0x36], .gb18030, "a𠀀"),
  ] as [([UInt8], SheetText.Encoding, String)])
  func `says by its bytes how it is encoded`(bytes: [UInt8], encoding: SheetText.Encoding, text: String) throws {
    let read = try SheetText(bytes)
    #expect(read.encoding == encoding && String(decoding: read.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xEF, 0xBB, 0xBF, 0xC4], [0x61, 0xFF, 0x61], [0x61, 0x00], [0xC4]] as [[UInt8]])
  func `of another encoding, or broken off, is not guessed at`(bytes: [UInt8]) {
    #expect(throws: SheetUnreadable.self) { try SheetText(bytes) }
  }

  @Test(arguments: [("=1+1", "'=1+1"), ("+86", "+86"), ("-3.5", "-3.5"), ("@x", "'@x"), ("-a", "'-a"), ("甲", "甲"), ("a,\"b\"", "\"a,\"\"b\"\"\"")])
  func `that is written holds no formula`(text: String, cell: String) {
    #expect(SafeCell.csv(text) == cell)
    #expect(SheetCell.bare(SafeCell.text(text)) == text)
  }
}
