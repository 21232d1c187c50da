package import Vocabulary
/// A call as it was read from the wire, before anything is decided.
package struct CallFacts: Sendable {
  package let method: String
  /// Behind `/svc/{code}`; begins with `/`.
  package let path: Substring
  package let query: [CallParameter]
  package let peer: AddressRange?

  package init(method: String, path: Substring, query: [CallParameter], peer: AddressRange?) {
    self.method = method
    self.path = path
    self.query = query
    self.peer = peer
  }
}

/// A decoded query parameter.
package struct CallParameter: Sendable, Hashable {
  package let name: String, value: String
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// `/svc/{resource code}/{path…}?{query}` taken apart: one canonical form only, anything doubtful is nil.
package struct CallTarget: Sendable {
  package let code: Substring
  /// Behind the code; `/` when nothing follows.
  package let path: Substring
  package let query: [CallParameter]

  /// Nil for dots, empty or encoded separators, control characters, bad escapes, more than 100 parameters.
  package init?(_ target: String) {
    let bytes = target.utf8
    let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    guard target.hasPrefix("/svc/"), bytes[..<mark].allSatisfy({ Self.pathBytes[Int($0)] }) else { return nil }
    let inner = target[bytes.index(bytes.startIndex, offsetBy: 5)..<mark]
    let slash = inner.utf8.firstIndex(of: UInt8(ascii: "/"))
    code = inner[..<(slash ?? inner.endIndex)]
    path = slash.map { inner[$0...] } ?? "/"
    guard !code.isEmpty, Self.isCanonical(path) else { return nil }
    let rest = mark < bytes.endIndex ? target[bytes.index(after: mark)...] : ""
    guard let query = rest.isEmpty ? [] : Self.parameters(rest) else { return nil }
    self.query = query
  }

  private static let pathBytes: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~%!$&'()*+,;=:@".utf8 { table[Int(byte)] = true }
    return table
  }()

  /// No empty part but a last one, no `.` or `..` even when encoded, no encoded separator or control character.
  private static func isCanonical(_ path: Substring) -> Bool {
    var rest = path.utf8.dropFirst()
    while true {
      let end = rest.firstIndex(of: UInt8(ascii: "/"))
      let part = rest[..<(end ?? rest.endIndex)]
      guard !part.isEmpty || end == nil, isCanonical(part: part) else { return false }
      guard let end else { return true }
      rest = rest[rest.index(after: end)...]
    }
  }

  private static func isCanonical(part: Substring.UTF8View) -> Bool {
    guard part.contains(UInt8(ascii: "%")) else { return part.first != UInt8(ascii: ".") || !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8) }
    guard let plain = decode(Substring(part), plus: false), plain != ".", plain != ".." else { return false }
    return !plain.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0 == "/" || $0 == "\\" }
  }

  private static func parameters(_ text: Substring) -> [CallParameter]? {
    let pairs = text.split(separator: "&")
    guard pairs.count <= 100 else { return nil }
    var found: [CallParameter] = []
    for pair in pairs {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(halves[0], plus: true), let value = halves.count == 2 ? decode(halves[1], plus: true) : "",
        value.unicodeScalars.allSatisfy({ $0.value != 0 })
      else { return nil }
      found.append(CallParameter(name, value))
    }
    return found
  }

  /// Percent-decoding into valid UTF-8; nil for a broken escape.
  private static func decode(_ text: Substring, plus: Bool) -> String? {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hex), let low = rest.popFirst().flatMap(hex) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plus: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
