/// 地址段: a block of network addresses, IPv4 or IPv6, as `10.1.8.0/24` or `2001:db8::/48`. Pure arithmetic, no look at a network.
package struct AddressRange: Sendable, Hashable {
  /// The first address as a number; IPv4 in the low 32 bits.
  package let first: UInt128
  /// Bits that all addresses of it share.
  package let length: Int
  package let isWide: Bool

  private var bits: Int { isWide ? 128 : 32 }

  package init?(first: UInt128, length: Int, isWide: Bool) {
    let bits = isWide ? 128 : 32
    guard (0...bits).contains(length), isWide || first >> 32 == 0 else { return nil }
    let rest = bits - length
    guard rest == 0 || rest < 128 && first & ((UInt128(1) << rest) - 1) == 0 || rest == 128 && first == 0 else { return nil }
    (self.first, self.length, self.isWide) = (first, length, isWide)
  }

  /// The two halves of a block; none of a single address.
  package var halves: (AddressRange, AddressRange)? {
    guard length < bits else { return nil }
    let half = UInt128(1) << (bits - length - 1)
    guard let low = AddressRange(first: first, length: length + 1, isWide: isWide), let high = AddressRange(first: first + half, length: length + 1, isWide: isWide) else { return nil }
    return (low, high)
  }

  /// The block that, with this one, makes the next larger one; nil for everything there is.
  package var sibling: AddressRange? { length == 0 ? nil : AddressRange(first: first ^ (UInt128(1) << (bits - length)), length: length, isWide: isWide) }
  package var parent: AddressRange? {
    guard length > 0 else { return nil }
    return AddressRange(first: first & ~(UInt128(1) << (bits - length)), length: length - 1, isWide: isWide)
  }

  package func contains(_ other: AddressRange) -> Bool {
    guard isWide == other.isWide, length <= other.length else { return false }
    return length == 0 || first >> (bits - length) == other.first >> (bits - length)
  }

  /// What is left of this block when another, which lies in it, is taken out: halves of halves, each as large as can be.
  package func without(_ taken: AddressRange) -> [AddressRange] {
    var left: [AddressRange] = []
    var block = self
    while block != taken, let (low, high) = block.halves {
      left.append(low.contains(taken) ? high : low)
      block = low.contains(taken) ? low : high
    }
    return left
  }
}

extension AddressRange: CustomStringConvertible {
  /// `10.1.8.0/24`; IPv6 in eight groups, none left out.
  package var description: String {
    let groups =
      isWide
      ? stride(from: 112, through: 0, by: -16).map { String(UInt16(truncatingIfNeeded: first >> UInt128($0)), radix: 16) }.joined(separator: ":")
      : stride(from: 24, through: 0, by: -8).map { String(UInt8(truncatingIfNeeded: first >> UInt128($0))) }.joined(separator: ".")
    return "\(groups)/\(length)"
  }

  /// Reads `10.1.8.0/24`, `10.1.8.7` (one address), `2001:db8::/48`. nil for what is none, or has bits beyond its length.
  package init?(_ text: String) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(sides.count) else { return nil }
    let isWide = sides[0].contains(":")
    guard let first = isWide ? Self.wide(sides[0]) : Self.narrow(sides[0]) else { return nil }
    let length = sides.count == 2 ? Self.number(sides[1], most: isWide ? 128 : 32) : isWide ? 128 : 32
    guard let length else { return nil }
    self.init(first: first, length: length, isWide: isWide)
  }

  /// As a caller's address or a grant's block is read: bits beyond the length do not matter, and an IPv4 address inside IPv6 (`::ffff:10.1.2.3`) is that
  /// IPv4 address.
  package init?(of text: some StringProtocol) {
    let sides = Substring(text).split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(sides.count) else { return nil }
    let isWide = sides[0].contains(":")
    guard let first = isWide ? Self.wide(sides[0]) : Self.narrow(sides[0]) else { return nil }
    let bits = isWide ? 128 : 32
    guard let length = sides.count == 2 ? Self.number(sides[1], most: bits) : bits else { return nil }
    let kept = length == 0 ? 0 : (first >> UInt128(bits - length)) << UInt128(bits - length)
    guard isWide, length >= 96, first >> 32 == 0xFFFF else {
      self.init(first: kept, length: length, isWide: isWide)
      return
    }
    self.init(first: kept & 0xFFFF_FFFF, length: length - 96, isWide: false)
  }

  private static func number(_ text: Substring, most: Int) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), text.count == 1 || text.first != "0", let value = Int(text), value <= most else { return nil }
    return value
  }

  private static func narrow(_ text: Substring) -> UInt128? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { number($0, most: 255) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt128?.some(0)) { sum, part in sum.flatMap { sum in part.map { sum << 8 | UInt128($0) } } }
  }

  private static func wide(_ text: Substring) -> UInt128? {
    let sides = text.split(separator: "::", omittingEmptySubsequences: false)
    func groups(_ side: Substring, isLast: Bool) -> [UInt128]? {
      guard !side.isEmpty else { return [] }
      let parts = side.split(separator: ":", omittingEmptySubsequences: false)
      var found: [UInt128] = []
      for (n, part) in parts.enumerated() {
        // The last four bytes may be written as an IPv4 address.
        if isLast, n == parts.count - 1, part.contains(".") {
          guard let last = narrow(part) else { return nil }
          found += [last >> 16, last & 0xFFFF]
        } else {
          guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexadecimal), let group = UInt16(part, radix: 16) else { return nil }
          found.append(UInt128(group))
        }
      }
      return found
    }
    guard (1...2).contains(sides.count), let before = groups(sides[0], isLast: sides.count == 1), let after = sides.count == 2 ? groups(sides[1], isLast: true) : [] else { return nil }
    guard sides.count == 2 ? before.count + after.count < 8 : before.count == 8 else { return nil }
    let all = before + Array(repeating: 0, count: 8 - before.count - after.count) + after
    return all.reduce(0) { $0 << 16 | $1 }
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
    default: false
    }
  }
}
