import Sharing
import Vocabulary

/// An access code as it is kept: 64 bytes.
struct KeptCode: Sendable {
  /// The keyed hash of its secret.
  private let mac: (UInt64, UInt64, UInt64, UInt64)
  let grant: Int64
  /// Microseconds; `.max` for a code without an end.
  private var end: Int64
  /// The code that ends at this one's first use, 0 for none.
  let replaces: UInt64
  let pepper: Int32

  init(_ row: CodeRow) {
    func word(_ n: Int) -> UInt64 { row.mac.dropFirst(8 * n).prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
    mac = (word(0), word(1), word(2), word(3))
    (grant, pepper) = (row.grant, row.pepper)
    end = row.endsAt?.microseconds ?? .max
    replaces = row.replaces.flatMap(Self.number) ?? 0
  }

  /// The public part of a code as a number; nil for anything but ten digits of Crockford's base 32.
  static func number(_ keyID: String) -> UInt64? {
    guard keyID.utf8.count == AccessCode.keyLength else { return nil }
    var number: UInt64 = 1
    for byte in keyID.utf8 {
      guard let digit = digits[Int(byte)] else { return nil }
      number = number << 5 | UInt64(digit)
    }
    return number
  }
  private static let digits: [UInt8?] = {
    var table = [UInt8?](repeating: nil, count: 256)
    for (n, byte) in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8.enumerated() { table[Int(byte)] = UInt8(n) }
    return table
  }()

  func holds(at now: Instant) -> Bool { now.microseconds < end }

  /// An end never moves back: what this node ended at a first use stays ended.
  mutating func ends(by other: Int64) { end = min(end, other) }
  mutating func ends(with other: KeptCode) { ends(by: other.end) }

  /// Takes as long whatever differs.
  func matches(_ given: [UInt8]) -> Bool {
    guard given.count == 32 else { return false }
    func word(_ n: Int) -> UInt64 { (8 * n..<8 * n + 8).reduce(0) { $0 << 8 | UInt64(given[$1]) } }
    return (word(0) ^ mac.0) | (word(1) ^ mac.1) | (word(2) ^ mac.2) | (word(3) ^ mac.3) == 0
  }
}
