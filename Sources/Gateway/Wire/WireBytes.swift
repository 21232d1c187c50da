/// What single bytes may be in HTTP/1.1 (RFC 9112), and comparing without regard to case.
enum WireBytes {
  static let cr = UInt8(ascii: "\r"), lf = UInt8(ascii: "\n"), space = UInt8(ascii: " "), tab = UInt8(ascii: "\t"), colon = UInt8(ascii: ":")

  /// For each byte of a token its lower case, 0 for what may not stand in one.
  static let token: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for byte in "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".utf8 { table[Int(byte)] = byte }
    for byte in "ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8 { table[Int(byte)] = byte | 0x20 }
    return table
  }()

  static func hash(_ sum: UInt32, _ lower: UInt8) -> UInt32 { (sum ^ UInt32(lower)) &* 0x0100_0193 }
  static func place(_ sum: UInt32) -> Int { Int((sum ^ sum >> 15) & 255) }

  /// - Parameter lower: in lower case.
  static func isSame(_ bytes: UnsafeRawBufferPointer, _ lower: StaticString) -> Bool {
    guard bytes.count == lower.utf8CodeUnitCount else { return false }
    let other = lower.utf8Start
    for at in 0..<bytes.count {
      let byte = bytes[at]
      let low = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      guard low == other[at] else { return false }
    }
    return true
  }

  static func digit(hex byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x46: Int(byte) - 0x37
    case 0x61...0x66: Int(byte) - 0x57
    default: nil
    }
  }
}
