import ArgumentParser
import JSONText

/// In which shape the result is written.
enum OutputShape: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv
}

/// One column of a listing: its heading and where its value stands.
struct Column {
  let title: String
  let paths: [[String]]

  /// `Column("状态", "state.label")`; of several paths the first that leads somewhere counts.
  init(_ title: String, _ paths: String...) {
    self.title = title
    self.paths = paths.map { $0.split(separator: ".").map(String.init) }
  }

  func text(in row: JSON) -> String {
    for path in paths {
      let value = path.reduce(row as JSON?) { $0?[$1] }
      if let value, !value.isNull { return Output.plain(value) }
    }
    return ""
  }
}

/// Writes results to standard output.
enum Output {
  /// A list, by the columns a person wants; JSON shapes give everything.
  static func list(_ rows: [JSON], _ columns: [Column], as shape: OutputShape) {
    switch shape {
    case .json: print(JSON.array(rows).text)
    case .jsonl: for row in rows { print(row.text) }
    case .csv:
      print(columns.map { csv($0.title) }.joined(separator: ","))
      for row in rows { print(columns.map { csv($0.text(in: row)) }.joined(separator: ",")) }
    case .table:
      guard !rows.isEmpty else { return Talk.line("没有记录") }
      print(TextTable(head: columns.map(\.title), rows: rows.map { row in columns.map { $0.text(in: row) } }).text)
    }
  }

  /// One thing: a line per member, or the JSON as it is.
  static func one(_ value: JSON, as shape: OutputShape) {
    guard shape == .table || shape == .csv, let object = value.object else { return print(value.text) }
    list(object.members.map { ["name": .string($0.name), "value": .string(plain($0.value))] }, [Column("名称", "name"), Column("值", "value")], as: shape)
  }

  /// Texts without quotes, nothing for null, anything nested as JSON.
  static func plain(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .bool(let yes): yes ? "是" : "否"
    default: value.text
    }
  }

  static func csv(_ text: String) -> String { CSVCell.text(text) }
}
