/// An IPv4 or IPv6 address, or a block of them: `10.1.2.3`, `10.1.0.0/16`, `2001:db8::/32`. Read by value, so that spellings do not matter.
package struct AddressBlock: Sendable, Hashable {
  private let bytes: [UInt8]
  private let bits: Int

  package init?(_ text: some StringProtocol) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), let bytes = Self.parse(halves[0]) else { return nil }
    self.bytes = bytes
    guard halves.count == 2 else {
      bits = bytes.count * 8
      return
    }
    guard let bits = Int(halves[1]), halves[1].allSatisfy(\.isNumber), bits <= bytes.count * 8 else { return nil }
    self.bits = bits
  }

  package func contains(_ address: AddressBlock) -> Bool {
    guard address.bytes.count == bytes.count, address.bits >= bits else { return false }
    let whole = bits / 8
    guard bytes.prefix(whole).elementsEqual(address.bytes.prefix(whole)) else { return false }
    guard bits % 8 > 0 else { return true }
    let mask = ~UInt8(0) << UInt8(8 - bits % 8)
    return bytes[whole] & mask == address.bytes[whole] & mask
  }

  /// An IPv4 address inside IPv6 (`::ffff:10.1.2.3`) is the IPv4 address.
  private static func parse(_ text: some StringProtocol) -> [UInt8]? {
    guard text.contains(":") else { return v4(text) }
    guard let bytes = v6(text) else { return nil }
    let mapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return mapped ? Array(bytes.suffix(4)) : bytes
  }

  private static func v4(_ text: some StringProtocol) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part -> UInt8? in
      // A leading zero is octal to some readers and decimal to others.
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }), part == "0" || !part.hasPrefix("0") else { return nil }
      return UInt8(part)
    }
    return bytes.count == 4 ? bytes : nil
  }

  private static func v6(_ text: some StringProtocol) -> [UInt8]? {
    let gap = text.firstRange(of: "::")
    let head = groups(gap.map { text[..<$0.lowerBound] } ?? text[...])
    let tail = gap.map { groups(text[$0.upperBound...]) } ?? []
    guard let head, let tail else { return nil }
    let missing = 16 - head.count - tail.count
    guard gap == nil ? missing == 0 : missing >= 2 else { return nil }
    return head + [UInt8](repeating: 0, count: missing) + tail
  }

  private static func groups(_ text: some StringProtocol) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    var bytes: [UInt8] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (n, part) in parts.enumerated() {
      if n == parts.count - 1, part.contains(".") {
        guard let last = v4(part) else { return nil }
        return bytes + last
      }
      guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16) else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
    }
    return bytes
  }
}
