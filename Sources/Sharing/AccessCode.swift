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
  package init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard bytes.count == Self.length, text.hasPrefix(Self.prefix) else { return nil }
    let key = bytes.dropFirst(Self.prefix.utf8.count).prefix(Self.keyLength)
    let rest = bytes.dropFirst(Self.prefix.utf8.count + Self.keyLength)
    let secret = rest.dropFirst().prefix(Self.secretLength)
    let sum = rest.suffix(Self.sumLength)
    guard rest.first == UInt8(ascii: "_"), key.allSatisfy(Self.isBase32), sum.allSatisfy(Self.isBase32), secret.allSatisfy(Self.isBase64)
    else { return nil }
    keyID = String(decoding: key, as: UTF8.self)
    self.secret = String(decoding: secret, as: UTF8.self)
    self.sum = String(decoding: sum, as: UTF8.self)
  }

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
