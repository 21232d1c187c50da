import Seals

/// Paths and queries with everything outside RFC 3986 "unreserved" escaped.
enum APIPath {
  /// `api("/clocks/due", [("rule", "CK2")])` is `/api/v1/clocks/due?rule=CK2`; parts without a value are left out.
  static func api(_ path: String, _ query: [(String, String?)] = []) -> String { "/api/v1" + path + self.query(query) }

  static func query(_ parts: [(String, String?)]) -> String {
    let pairs = parts.compactMap { name, value in value.map { "\(escape(name))=\(escape($0))" } }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
  }

  static func escape(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default: out += "%" + hex([byte]).uppercased()
      }
    }
    return out
  }
}
