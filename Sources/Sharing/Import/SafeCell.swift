/// A cell as it may be written into a file that people open with a spreadsheet: a text that would be taken for a formula is led by an apostrophe.
///
/// Example: `SafeCell.text("=1+1") == "'=1+1"`; `-3.5` is a number and stays.
package enum SafeCell {
  package static func text(_ text: String) -> String {
    guard let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil else { return text }
    return "'" + text
  }

  /// The same as a field of RFC 4180.
  package static func csv(_ cell: String) -> String {
    let safe = text(cell)
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
