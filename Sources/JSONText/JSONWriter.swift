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
    // Nearly every text stands as it is.
    guard text.utf8.contains(where: isEscaped) else {
      out += "\""
      out += text
      return out += "\""
    }
    var bytes: [UInt8] = []
    quote(text, to: &bytes)
    out += String(decoding: bytes, as: UTF8.self)
  }

  /// A text between its quotation marks, as bytes.
  package static func quote(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      guard isEscaped(byte) else {
        out.append(byte)
        continue
      }
      out.append(UInt8(ascii: "\\"))
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(byte)
      case 8: out.append(UInt8(ascii: "b"))
      case 9: out.append(UInt8(ascii: "t"))
      case 10: out.append(UInt8(ascii: "n"))
      case 12: out.append(UInt8(ascii: "f"))
      case 13: out.append(UInt8(ascii: "r"))
      default: out += [UInt8(ascii: "u"), 0x30, 0x30, 0x30 + (byte >> 4), byte & 15 < 10 ? 0x30 + (byte & 15) : 0x57 + (byte & 15)]
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }
}
