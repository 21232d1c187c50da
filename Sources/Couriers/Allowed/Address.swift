import Glibc

/// A numeric address, 4 or 16 bytes.
struct Address: Sendable, Hashable {
  let bytes: [UInt8]

  /// Reads `10.1.2.3`, `fe80::1`, also with a zone (`fe80::1%eth0`), which is left out. nil for names and everything unclear.
  init?(_ text: some StringProtocol) {
    let plain = String(text.prefix { $0 != "%" })
    guard !plain.isEmpty, !plain.utf8.contains(0) else { return nil }
    let isSix = plain.contains(":")
    var room = [UInt8](repeating: 0, count: isSix ? 16 : 4)
    guard inet_pton(isSix ? AF_INET6 : AF_INET, plain, &room) == 1 else { return nil }
    bytes = room
  }

  /// What is about to be connected to.
  init?(_ place: UnsafePointer<sockaddr>) {
    switch Int32(place.pointee.sa_family) {
    case AF_INET:
      bytes = UnsafeRawPointer(place).loadUnaligned(as: sockaddr_in.self).withBytes { Array($0[4..<8]) }
    case AF_INET6:
      bytes = UnsafeRawPointer(place).loadUnaligned(as: sockaddr_in6.self).withBytes { Array($0[8..<24]) }
    default: return nil
    }
  }

  var text: String {
    var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(bytes.count == 16 ? AF_INET6 : AF_INET, bytes, &room, socklen_t(room.count)) != nil else { return "" }
    return String(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func place(_ port: Int) -> String { bytes.count == 16 ? "[\(text)]:\(port)" : "\(text):\(port)" }

  /// Whether the first bits are those of another address.
  func begins(with other: Address, bits: Int) -> Bool {
    guard bytes.count == other.bytes.count else { return false }
    let whole = bits / 8
    let rest = bits % 8
    guard bytes.prefix(whole) == other.bytes.prefix(whole) else { return false }
    return rest == 0 || (bytes[whole] ^ other.bytes[whole]) >> (8 - rest) == 0
  }

  /// Whether all bits after the first ones are 0.
  func ends(afterBits bits: Int) -> Bool {
    (bits..<bytes.count * 8).allSatisfy { bit in
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      return bytes[bit / 8] & mask == 0
    }
  }
}

extension sockaddr_in {
  fileprivate func withBytes<Output>(_ body: (UnsafeRawBufferPointer) -> Output) -> Output { withUnsafeBytes(of: self, body) }
}

extension sockaddr_in6 {
  fileprivate func withBytes<Output>(_ body: (UnsafeRawBufferPointer) -> Output) -> Output { withUnsafeBytes(of: self, body) }
}
