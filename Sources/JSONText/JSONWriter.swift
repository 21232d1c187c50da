extension JSON {
  /// Compact text, members in their order.
  package var text: String {
    var out = ""
    write(to: &out, sorted: false)
    return out
  }

  package var bytes: [UInt8] { Array(text.utf8) }

  /// RFC 8785: members sorted by UTF-16 code units, so that the same content has the same hash anywhere.
  ///
  /// Numbers are kept as written where they are whole; the platform's agreements and receipts hold no other.
  package var canonical: String {
    var out = ""
    write(to: &out, sorted: true)
    return out
  }

  private func write(to out: inout String, sorted: Bool) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let literal): out += literal
    case .string(let text): JSON.quote(text, to: &out)
    case .array(let values):
      out += "["
      for (n, value) in values.enumerated() {
        if n > 0 { out += "," }
        value.write(to: &out, sorted: sorted)
      }
      out += "]"
    case .object(let object):
      out += "{"
      let members = sorted ? object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) } : object.members
      for (n, member) in members.enumerated() {
        if n > 0 { out += "," }
        JSON.quote(member.name, to: &out)
        out += ":"
        member.value.write(to: &out, sorted: sorted)
      }
      out += "}"
    }
  }

  private static func quote(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{8}": out += "\\b"
      case "\u{C}": out += "\\f"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<"\u{20}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
