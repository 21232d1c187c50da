/// One cell of a CSV file, as RFC 4180 writes it.
package enum CSVCell {
  /// Quoted where it must be; a cell that a spreadsheet would take for a formula is led by an apostrophe.
  package static func text(_ text: String) -> String {
    let risky = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = risky && Double(text) == nil ? "'" + text : text
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// Texts without quotes, nothing for null, anything nested as JSON.
  package static func text(_ value: JSON?) -> String {
    switch value {
    case nil, .null: ""
    case .string(let text): self.text(text)
    case .some(let value): text(value.text)
    }
  }
}
