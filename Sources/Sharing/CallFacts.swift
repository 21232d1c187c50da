/// A call as it was read from the wire, before anything is decided.
package struct CallFacts: Sendable {
  package let method: String
  /// Behind `/svc/{code}`; begins with `/`.
  package let path: Substring
  package let query: [CallParameter]
  package let peer: AddressBlock?

  package init(method: String, path: Substring, query: [CallParameter], peer: AddressBlock?) {
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
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = halves.first, path.hasPrefix("/svc/"), path.utf8.allSatisfy(Self.isPathByte) else { return nil }
    let inner = path.dropFirst(5)
    let slash = inner.firstIndex(of: "/")
    code = inner[..<(slash ?? inner.endIndex)]
    self.path = slash.map { inner[$0...] } ?? "/"
    guard !code.isEmpty, Self.isCanonical(self.path) else { return nil }
    guard halves.count == 2, !halves[1].isEmpty else {
      query = []
      return
    }
    guard let query = Self.parameters(halves[1]) else { return nil }
    self.query = query
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
    default: "/-._~%!$&'()*+,;=:@".utf8.contains(byte)
    }
  }

  /// No empty part but a last one, no `.` or `..` even when encoded, no encoded separator or control character.
  private static func isCanonical(_ path: Substring) -> Bool {
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (n, part) in parts.enumerated() {
      if part.isEmpty {
        guard n == parts.count - 1 else { return false }
        continue
      }
      guard part.contains("%") else {
        if part == "." || part == ".." { return false }
        continue
      }
      guard let plain = decode(part, plus: false), plain != ".", plain != "..", !plain.contains(where: { $0 == "/" || $0 == "\\" }),
        plain.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
      else { return false }
    }
    return true
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
