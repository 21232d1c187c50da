/// 邮箱: one plain address, `li.si@jyg.example`: no name, no quotes, nothing that could become a second line or a second recipient.
package struct MailAddress: Sendable, Hashable {
  package let local: String, domain: String

  package init?(_ text: String) {
    let sides = text.split(separator: "@", omittingEmptySubsequences: false)
    guard sides.count == 2, text.utf8.count <= 254, (1...64).contains(sides[0].utf8.count), !sides[1].isEmpty else { return nil }
    guard sides[0].utf8.allSatisfy({ Self.isPlain($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }), sides[1].utf8.allSatisfy({ Self.isPlain($0) || "-.".utf8.contains($0) })
    else { return nil }
    (local, domain) = (String(sides[0]), String(sides[1]))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
