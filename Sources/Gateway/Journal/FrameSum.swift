/// The CRC-32 (IEEE 802.3) of a journal frame, eight bytes at a step: it is taken of every call.
enum FrameSum {
  /// Table k gives the sum of a byte that is followed by k zero bytes.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      tables[byte] = (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }
    for at in 256..<tables.count {
      let before = tables[at - 256]
      tables[at] = tables[Int(before & 0xFF)] ^ (before >> 8)
    }
    return tables
  }()

  static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      var sum = ~UInt32(0)
      var at = 0
      while bytes.count - at >= 8 {
        let low = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)) ^ sum
        let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self))
        sum = table[1792 + Int(low & 0xFF)] ^ table[1536 + Int(low >> 8 & 0xFF)]
        sum ^= table[1280 + Int(low >> 16 & 0xFF)] ^ table[1024 + Int(low >> 24)]
        sum ^= table[768 + Int(high & 0xFF)] ^ table[512 + Int(high >> 8 & 0xFF)]
        sum ^= table[256 + Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
        at += 8
      }
      while at < bytes.count {
        sum = table[Int((sum ^ UInt32(bytes[at])) & 0xFF)] ^ (sum >> 8)
        at += 1
      }
      return ~sum
    }
  }
}
