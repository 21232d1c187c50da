/// A piece of a page. Whatever is put into it as text is escaped; only another piece goes in as it is. So no text from outside can become markup.
///
///     let row: HTML = "<td>\(name)</td>"
struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
  init(_ pieces: some Sequence<HTML>) { text = pieces.map(\.text).joined() }

  static let empty: HTML = ""
  var isEmpty: Bool { text.isEmpty }
  static func + (one: HTML, other: HTML) -> HTML { "\(one)\(other)" }

  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + interpolationCount * 16) }
    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
    mutating func appendInterpolation(_ value: Int) { text += String(value) }
    mutating func appendInterpolation(_ value: HTML) { text += value.text }
    mutating func appendInterpolation(_ value: HTML?) { text += value?.text ?? "" }
    mutating func appendInterpolation(_ values: [HTML]) { for value in values { text += value.text } }
  }

  /// Signs that turn the direction of writing, or are not to be seen, are spelled out: a name must not look like another one.
  static func escaped(_ value: String) -> String {
    var out = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default:
        switch scalar.value {
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: out += "⟦U+\(String(scalar.value, radix: 16, uppercase: true))⟧"
        case 0..<0x20 where scalar != "\n" && scalar != "\t", 0x7F...0x9F: out += "\u{FFFD}"
        default: out.unicodeScalars.append(scalar)
        }
      }
    }
    return out
  }
}
