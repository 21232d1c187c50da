/// 授权码 as text: `jyg1_` + key id (10) + `_` + secret (43) + check sum (6). Shown once to the user department (EX-8.2, EX-15).
///
/// The key id is public: it finds the grant, and stands alone in logs. The secret is never kept; at rest lies its keyed hash. The sum tells a
/// mistyped code, and lets a scanner find a leaked one.
///
/// Example: `AccessCode("jyg1_0123456789_…")?.keyID == "0123456789"`
package struct AccessCode: Sendable, Hashable {
  package let keyID: String
  package let secret: String
  package let sum: String

  package static let prefix = "jyg1_"
  package static let keyLength = 10, secretLength = 43, sumLength = 6
  package static let length = prefix.utf8.count + keyLength + 1 + secretLength + sumLength

  /// - Parameter sum: of the text before it.
  package init(keyID: String, secret: String, sum: (String) -> String) {
    self.keyID = keyID
    self.secret = secret
    self.sum = sum("\(Self.prefix)\(keyID)_\(secret)")
  }

  /// Takes a code apart; nil for anything that has not its form.
  package init?(_ text: String) {
    var text = text
    let isOne = text.withUTF8 { bytes in
      bytes.count == Self.length && bytes.starts(with: Self.prefix.utf8) && bytes[Self.keyRange.upperBound] == UInt8(ascii: "_")
        && Self.keyRange.allSatisfy { Self.isBase32(bytes[$0]) } && Self.sumRange.allSatisfy { Self.isBase32(bytes[$0]) }
        && Self.secretRange.allSatisfy { Self.isBase64(bytes[$0]) }
    }
    guard isOne else { return nil }
    (keyID, secret, sum) = text.withUTF8 { bytes in
      func part(_ range: Range<Int>) -> String { String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) }
      return (part(Self.keyRange), part(Self.secretRange), part(Self.sumRange))
    }
  }
  private static let keyRange = 5..<15, secretRange = 16..<59, sumRange = 59..<65

  package var text: String { "\(Self.prefix)\(keyID)_\(secret)\(sum)" }

  private static func isBase32(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "O"), UInt8(ascii: "U"): false
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
