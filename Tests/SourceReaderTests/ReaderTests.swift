import JSONText
import Testing

@testable import ODBC
@testable import SourceReader

@Suite("Source reader: what is asked, read and said")
struct ReaderTests {
  @Test(
    "foreign types and what they land as",
    arguments: [
      (Column(name: "c", type: 4, typeName: "INTEGER"), "integer", "integer"),
      (Column(name: "c", type: 4, typeName: "INTEGER UNSIGNED"), "integer", "bigint"),
      (Column(name: "c", type: -5, typeName: "BIGINT UNSIGNED"), "integer", "numeric(20,0)"),
      (Column(name: "c", type: 3, typeName: "DECIMAL", size: 12, digits: 4), "number", "numeric(12,4)"),
      (Column(name: "c", type: 8, typeName: "DOUBLE"), "number", "double precision"),
      (Column(name: "c", type: -9, typeName: "VARCHAR", size: 40), "text", "text"),
      (Column(name: "c", type: 91, typeName: "DATE"), "date", "date"),
      (Column(name: "c", type: 93, typeName: "DATETIME"), "timestamp", "timestamp without time zone"),
      (Column(name: "c", type: 93, typeName: "TIMESTAMP"), "timestamp", "timestamp with time zone"),
      (Column(name: "c", type: -7, typeName: "BIT", size: 1), "boolean", "boolean"),
      (Column(name: "c", type: -2, typeName: "BIT", size: 12), "integer", "numeric(20,0)"),
      (Column(name: "c", type: -4, typeName: "LONGBLOB"), "text", "bytea"),
      (Column(name: "c", type: 92, typeName: "TIME"), "text", "text"),
    ])
  func types(_ column: Column, _ declared: String, _ landing: String) {
    let read = ReaderColumn(column, isKey: true)
    #expect(read.type == declared)
    #expect(read.landing == landing)
    #expect(ReaderColumn(read.json) == read)
  }

  @Test func `a request and each report come back as they were said`() {
    let server = ReaderRequest.Server(driver: "D", host: "h", port: 3306, database: "d", user: "u", password: "p;}'口令")
    let request = ReaderRequest(server, .rows(schema: "s", table: "t", columns: ["a", "b"], bounds: [.init("a", ["1", "';"]), .init("b", [])]))
    #expect(ReaderRequest(request.json)?.json == request.json)
    #expect(ReaderRequest(["ask": ["do": "drop"]]) == nil)
    let reports: [ReaderReport] = [
      .read(rows: 3, digest: "9", serverRows: 3, serverDigest: nil), .read(rows: 3, digest: "9", serverRows: 3, serverDigest: "9"),
      .columns([ReaderColumn(Column(name: "c", type: 4, typeName: "INT"), isKey: false)]), .test(tables: 2, first: "t", server: "MariaDB", isEncrypted: true),
      .fault(state: "28000", text: "no"),
    ]
    for report in reports { #expect(ReaderReport(report.json) == report) }
  }

  @Test func `what was read is whole only when the server says the same`() {
    #expect(ReaderReport.read(rows: 3, digest: "9", serverRows: 3, serverDigest: "9").isWhole)
    #expect(ReaderReport.read(rows: 3, digest: "9", serverRows: 3, serverDigest: nil).isWhole)
    #expect(!ReaderReport.read(rows: 3, digest: "9", serverRows: 4, serverDigest: nil).isWhole)
    #expect(!ReaderReport.read(rows: 3, digest: "9", serverRows: 3, serverDigest: "8").isWhole)
  }

  @Test func `rows are spelled as COPY takes them`() {
    var text = CopyText()
    text.add(Array("a\tb\\c\nd\re".utf8)[...], isFirst: true, isBinary: false)
    text.add(nil, isFirst: false, isBinary: false)
    text.add(Array("00FF".utf8)[...], isFirst: false, isBinary: true)
    text.add([], isFirst: false, isBinary: false)
    text.endRow()
    #expect(String(decoding: text.bytes, as: UTF8.self) == "a\\tb\\\\c\\nd\\re\t\\N\t\\\\x00FF\t\n")
  }

  @Test func `a digest does not mind the order of rows, but every value and every null`() {
    func of(_ rows: [[String?]]) -> String {
      var digest = RowDigest()
      for row in rows {
        digest.begin()
        for value in row {
          _ = digest.take { bytes in
            bytes += Array((value ?? "").utf8)
            return value != nil
          }
        }
        digest.end()
      }
      return "\(digest.rows) \(digest.text)"
    }
    #expect(of([["1", "a"], ["2", nil]]) == of([["2", nil], ["1", "a"]]))
    let others: [[[String?]]] = [[["1", "a"], ["2", ""]], [["1", "a"], ["2", "~"]], [["1", "b"], ["2", nil]], [["1a", ""], ["2", nil]], [["1", "a"]]]
    for other in others { #expect(of(other) != of([["1", "a"], ["2", nil]])) }
  }

  @Test func `a row lies behind another by its key, column by column`() {
    #expect(Dialect.mysql.isAfter(["a"], ["@a"]) == "((a > @a))")
    #expect(Dialect.mysql.isAfter(["a", "b"], ["@a", "@b"]) == "((a > @a) or (a = @a and b > @b))")
  }

  @Test func `a value in a connection's settings can bring no other setting along`() {
    #expect(Session.quoted("a};PWD={b") == "{a}};PWD={b}")
  }
}
