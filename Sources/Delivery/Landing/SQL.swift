/// The few places where a name or a text must stand inside SQL, because the statement takes no parameters there.
enum SQL {
  /// A quoted identifier. The name comes from a catalogue or from a checked code, never straight from a person.
  static func name(_ name: String) -> String { "\"" + doubled(name, "\"") + "\"" }

  /// Whether two names are the same to a database or a file system: byte by byte. Swift takes a composed letter and its parts for equal.
  static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

  static func name(_ schema: String, _ table: String) -> String { "\(name(schema)).\(name(table))" }

  /// A quoted text, for comments and passwords. Needs `standard_conforming_strings`, which every session of ours has on.
  static func text(_ text: String) -> String { "'" + doubled(text, "'") + "'" }

  static func list(_ names: [String]) -> String { names.map { name($0) }.joined(separator: ", ") }

  /// A code of ours as an identifier that needs no quotes: dashes become underscores, which codes never have.
  static func plain(_ code: String) -> String { String(code.map { $0 == "-" ? "_" : $0 }) }

  /// The longest name that PostgreSQL takes whole, in bytes.
  static let mostBytes = 63

  /// A plain name told apart by a number, not longer than PostgreSQL takes.
  static func plain(_ name: String, _ number: Int64) -> String { "\(name.prefix(mostBytes - 1 - String(number).count))_\(number)" }

  /// Every quote doubled; NUL, which PostgreSQL has no text for, left out.
  private static func doubled(_ text: String, _ quote: Unicode.Scalar) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar.value != 0 {
      out.append(scalar)
      if scalar == quote { out.append(scalar) }
    }
    return String(out)
  }
}
