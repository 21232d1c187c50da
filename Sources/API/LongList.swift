import JSONText
import Vocabulary

/// A list as CSV or JSON, written page after page as it is read.
struct LongList: Sendable {
  enum Format: String, Sendable { case csv, json }
  typealias Take = ([JSONObject]) async throws -> Void

  let file: String
  /// Member of a line, heading of its column.
  let columns: [(name: String, title: String)]
  let format: Format

  /// - Parameter fields: columns that come after the fixed ones.
  init(_ file: String, _ columns: KeyValuePairs<String, String>, and fields: [(String, String)] = [], as format: Format) {
    self.file = file
    self.columns = columns.map { ($0.key, $0.value) } + fields
    self.format = format
  }

  /// - Parameter head: what stands before the lines in JSON.
  /// - Parameter pages: hands over the lines page by page and answers with what stands behind them: sums.
  func download(head: JSONObject = JSONObject(), _ pages: @escaping @Sendable (_ take: Take) async throws -> JSON) -> Download {
    switch format {
    case .csv:
      return Download("text/csv; charset=utf-8", file: "\(file).csv") { send in
        // The mark tells spreadsheets that it is UTF-8.
        try await send(Array("\u{FEFF}\(row(columns.map { .string($0.title) }))".utf8))
        let sums = try await pages { lines in
          try await send(Array(lines.map { line in row(columns.map { line[$0.name] }) }.joined().utf8))
        }
        try await send(Array((sums.object?.members ?? []).map { row([.string("合计"), .string($0.name), $0.value]) }.joined().utf8))
      }
    case .json:
      return Download("application/json; charset=utf-8", file: "\(file).json") { send in
        let start = head.members.map { "\(JSON.string($0.name).text):\($0.value.text)," }.joined()
        try await send(Array("{\(start)\"lines\":[".utf8))
        var isFirst = true
        let sums = try await pages { lines in
          guard !lines.isEmpty else { return }
          try await send(Array((isFirst ? "" : ",").utf8) + Array(lines.map { JSON.object($0).text }.joined(separator: ",").utf8))
          isFirst = false
        }
        try await send(Array("],\"counts\":\(sums.text)}".utf8))
      }
    }
  }

  private func row(_ cells: [JSON?]) -> String { cells.map(CSVCell.text).joined(separator: ",") + "\r\n" }
}

extension Call {
  /// `format=csv` or `format=json`; JSON when nothing is said.
  func format() throws -> LongList.Format {
    guard let text = query["format"] else { return .json }
    guard let format = LongList.Format(rawValue: text) else { throw Refused(Refusal.badQuery.saying(["name": "format"])) }
    return format
  }

  /// `from` and `to`, whole days, not the wrong way round.
  func period() throws -> (from: Day, to: Day) {
    guard let from = query["from"].flatMap(Day.init) else { throw Refused(Refusal.badQuery.saying(["name": "from"])) }
    guard let to = query["to"].flatMap(Day.init), to >= from else { throw Refused(Refusal.badQuery.saying(["name": "to"])) }
    return (from, to)
  }

  /// A day in the body; nil when it is not there.
  func day(_ name: String, in form: JSONObject) throws -> Day? {
    guard let value = form[name], !value.isNull else { return nil }
    guard let day = value.string.flatMap(Day.init) else { throw Refused(Refusal("E59", .form, "\(name)应为日期(如2026-11-25)", "EX-12a").at("/\(name)")) }
    return day
  }
}
