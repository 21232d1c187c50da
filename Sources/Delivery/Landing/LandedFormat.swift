/// How a delivered table is written out.
package enum LandedFormat: String, Sendable, CaseIterable {
  /// The first line names the columns; UTF-8 with its mark, so that spreadsheets read Chinese.
  case csv
  /// One JSON object a line.
  case jsonl

  func copy(_ view: String) -> String {
    switch self {
    case .csv: "copy (select * from \(view)) to stdout with (format csv, header)"
    // JSON text holds no control character, so nothing is ever quoted.
    case .jsonl: "copy (select to_jsonb(v) from \(view) v) to stdout with (format csv, quote e'\\x01', delimiter e'\\x02')"
    }
  }

  var start: [UInt8]? { self == .csv ? Array("\u{FEFF}".utf8) : nil }
}
