/// An answer that is no JSON: a paper as it was laid in, or a page to be printed.
struct Document: Sendable {
  enum Showing: Sendable {
    /// To be kept as a file of this name; never shown in place.
    case file(String)
    /// To be shown, under this policy.
    case page(policy: String)
  }

  let mediaType: String
  let body: [UInt8]
  let showing: Showing
  /// Lower-case hexadecimal, where the caller may want to check what arrived.
  var sha256: String?

  /// Header lines beyond those that every answer has.
  var headers: [(name: String, value: String)] {
    var lines = [("Content-Type", mediaType)]
    switch showing {
    case .file(let name):
      lines += [("Content-Disposition", Self.disposition(name)), ("Content-Security-Policy", "default-src 'none'; sandbox")]
    case .page(let policy): lines.append(("Content-Security-Policy", policy))
    }
    if let sha256 { lines.append(("X-Content-SHA256", sha256)) }
    return lines
  }

  /// RFC 6266: a plain name for old programs, and the true one as RFC 5987 writes it.
  static func disposition(_ name: String) -> String {
    let plain = name.unicodeScalars.map { scalar -> Character in
      let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._- ".unicodeScalars.contains(scalar))
      return isSafe ? Character(scalar) : "_"
    }
    return "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(escape(name))"
  }

  /// `attr-char` of RFC 5987 as it is, every other byte as %XX.
  private static func escape(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var out = ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default: out += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return out
  }
}
