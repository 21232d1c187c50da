import COpenSSL

/// HMAC-SM3 under one key that is used again and again: the key is taken in once, each use starts from a copy.
///
/// Example: `HMACKey(key).mac(Array("text".utf8)) == HMAC.sm3(key: key, Array("text".utf8))`
package final class HMACKey: @unchecked Sendable {
  // Never changed after init; OpenSSL reads a context while it copies it.
  private let inner = EVP_MD_CTX_new(), outer = EVP_MD_CTX_new()

  package init(_ key: [UInt8]) {
    let short = key.count > 64 ? SM3.hash(key) : key
    let block = short + [UInt8](repeating: 0, count: 64 - short.count)
    for (context, pad) in [(inner, UInt8(0x36)), (outer, UInt8(0x5C))] {
      EVP_DigestInit_ex2(context, Digest.Algorithm.sm3.raw, nil)
      EVP_DigestUpdate(context, block.map { $0 ^ pad }, 64)
    }
  }

  deinit {
    EVP_MD_CTX_free(inner)
    EVP_MD_CTX_free(outer)
  }

  /// 32 bytes.
  package func mac(_ message: UnsafeRawBufferPointer) -> [UInt8] {
    let scratch = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(scratch) }
    return [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var length: UInt32 = 0
      EVP_MD_CTX_copy_ex(scratch, inner)
      EVP_DigestUpdate(scratch, message.baseAddress, message.count)
      EVP_DigestFinal_ex(scratch, buffer.baseAddress, &length)
      EVP_MD_CTX_copy_ex(scratch, outer)
      EVP_DigestUpdate(scratch, buffer.baseAddress, Int(length))
      EVP_DigestFinal_ex(scratch, buffer.baseAddress, &length)
      count = Int(length)
    }
  }

  package func mac(_ message: [UInt8]) -> [UInt8] { message.withUnsafeBytes { mac($0) } }
}
