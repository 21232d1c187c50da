import Glibc

/// Which addresses and ports may be connected to: the allow-list that the bureau approves and the operator writes (security of providers'
/// sources). An entry is `10.1.2.3:443`, `10.1.0.0/16:5432` or `[2001:db8::/32]:443`.
///
/// Loopback, link-local, shared (100.64/10), multicast and unspecified addresses pass only where an entry names exactly them: a block never
/// opens them.
package struct Egress: Sendable {
  private struct Entry: Sendable {
    let bytes: [UInt8], bits: Int, port: Int, isBlock: Bool
  }
  private let entries: [Entry]

  /// Entries that cannot be read open nothing; `checking:` says which they are.
  package init(allowed: [String]) { entries = allowed.compactMap(Self.entry) }

  /// - Throws: the first entry that cannot be read.
  package init(checking allowed: [String]) throws {
    for text in allowed where Self.entry(text) == nil { throw CourierFault.notAdmitted("准许名单中的“\(text)”不是 地址:端口 或 网段/位数:端口") }
    self.init(allowed: allowed)
  }

  package func admits(_ address: String, _ port: Int) -> Bool {
    guard let bytes = Self.parse(address) else { return false }
    let isDelicate = Self.isDelicate(bytes)
    return entries.contains { entry in
      guard entry.port == port, entry.bytes.count == bytes.count, !isDelicate || !entry.isBlock else { return false }
      return Self.same(entry.bytes, bytes, bits: entry.bits)
    }
  }

  private static func same(_ one: [UInt8], _ other: [UInt8], bits: Int) -> Bool {
    let whole = bits / 8
    guard one.prefix(whole).elementsEqual(other.prefix(whole)) else { return false }
    guard bits % 8 > 0 else { return true }
    let mask = ~UInt8(0) << UInt8(8 - bits % 8)
    return one[whole] & mask == other[whole] & mask
  }

  private static func entry(_ text: String) -> Entry? {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (1...65535).contains(port) else { return nil }
    var block = text[..<colon]
    if block.hasPrefix("[") {
      guard block.hasSuffix("]") else { return nil }
      block = block.dropFirst().dropLast()
    } else if block.contains(":") {
      return nil
    }
    let halves = block.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), let bytes = parse(String(halves[0])) else { return nil }
    guard halves.count == 2 else { return Entry(bytes: bytes, bits: bytes.count * 8, port: port, isBlock: false) }
    guard let bits = Int(halves[1]), (0...bytes.count * 8).contains(bits) else { return nil }
    return Entry(bytes: bytes, bits: bits, port: port, isBlock: true)
  }

  /// The bytes of a numeric address; an IPv4 address inside IPv6 is the IPv4 address.
  private static func parse(_ text: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &six) { Array($0) }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return isMapped ? Array(bytes.suffix(4)) : bytes
  }

  /// Addresses that a block of the list must never open by the way.
  private static func isDelicate(_ bytes: [UInt8]) -> Bool {
    if bytes.count == 4 {
      return switch (bytes[0], bytes[1]) {
      case (0, _), (127, _), (169, 254), (224..., _): true
      case (100, let second): (64..<128).contains(second)
      default: false
      }
    }
    // ::/96 holds unspecified, loopback and the old embedded IPv4; 64:ff9b::/96 and 2002::/16 reach IPv4 by a gateway.
    return bytes.prefix(12).allSatisfy { $0 == 0 } || bytes[0] == 0xFF || bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
      || bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]) || bytes.starts(with: [0x20, 0x02])
  }
}
