import COpenSSL

/// Keyed hashes.
package enum HMAC {
  package static func sm3(key: [UInt8], _ message: [UInt8]) -> [UInt8] { mac(EVP_sm3(), key, message) }
  package static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] { mac(EVP_sha256(), key, message) }

  private static func mac(_ algorithm: OpaquePointer?, _ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var length: UInt32 = 0
      COpenSSL.HMAC(algorithm, key, Int32(key.count), message, message.count, buffer.baseAddress, &length)
      count = Int(length)
    }
  }
}

/// True when both are the same; takes as long whatever differs.
package func equalInConstantTime(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
}

/// Bytes from the operating system's generator.
package enum RandomBytes {
  package static func make(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
