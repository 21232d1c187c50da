/// Lower-case hexadecimal.
package func hex(_ bytes: [UInt8]) -> String {
  String(unsafeUninitializedCapacity: 2 * bytes.count) { out in
    func digit(_ half: UInt8) -> UInt8 { half < 10 ? 0x30 + half : 0x57 + half }
    for (n, byte) in bytes.enumerated() { (out[2 * n], out[2 * n + 1]) = (digit(byte >> 4), digit(byte & 15)) }
    return 2 * bytes.count
  }
}

/// Reads what `hex` writes.
package enum Hexadecimal {
  /// nil for anything but pairs of lower-case digits.
  package static func decode(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      default: nil
      }
    }
    guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    let known = digits.compactMap(\.self)
    return stride(from: 0, to: known.count, by: 2).map { known[$0] << 4 | known[$0 + 1] }
  }
}

/// Base64 for URLs (RFC 4648 §5) without padding.
package enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  package static func encode(_ bytes: [UInt8]) -> String { Bits.encode(bytes, alphabet, 6) }
  /// nil for anything but the one canonical text of some bytes.
  package static func decode(_ text: String) -> [UInt8]? { Bits.decode(text, alphabet, 6) }
}

/// Crockford's base 32: no I, L, O or U, so that a person can read it out.
package enum Base32 {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  package static func encode(_ bytes: [UInt8]) -> String { Bits.encode(bytes, alphabet, 5) }
  package static func decode(_ text: String) -> [UInt8]? { Bits.decode(text, alphabet, 5) }
}

/// The cyclic sum that finds typing mistakes (IEEE 802.3).
package enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { n in (0..<8).reduce(UInt32(n)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 } }

  package static func sum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
  }
}

private enum Bits {
  static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], _ width: Int) -> String {
    var text: [UInt8] = []
    var held = 0
    var count = 0
    for byte in bytes {
      held = held << 8 | Int(byte)
      count += 8
      while count >= width {
        count -= width
        text.append(alphabet[held >> count & (1 << width - 1)])
      }
      held &= 1 << count - 1
    }
    if count > 0 { text.append(alphabet[held << (width - count) & (1 << width - 1)]) }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: String, _ alphabet: [UInt8], _ width: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var held = 0
    var count = 0
    for character in text.utf8 {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      held = held << width | value
      count += width
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(held >> count & 0xFF))
      }
      held &= 1 << count - 1
    }
    return held == 0 && count < width ? bytes : nil
  }
}
