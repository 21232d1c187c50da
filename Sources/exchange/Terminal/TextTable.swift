/// A table for people: columns aligned by display width, two spaces between them.
struct TextTable {
  let head: [String]
  let rows: [[String]]

  var text: String {
    let lines = ([head] + rows).map { $0.map(Self.oneLine) }
    let widths = head.indices.map { column in lines.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    return lines.map { line in
      var out = ""
      for (column, cell) in line.enumerated() {
        out += column == line.count - 1 ? cell : DisplayWidth.pad(cell, to: widths[column]) + "  "
      }
      return out
    }.joined(separator: "\n")
  }

  /// Content from others must not move the cursor or start a new line.
  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
