import COpenSSL

/// A running digest of OpenSSL. A value type: copies go on by themselves.
struct Digest {
  private final class Context {
    let raw: OpaquePointer?
    init() { raw = EVP_MD_CTX_new() }
    deinit { EVP_MD_CTX_free(raw) }
  }
  private var context = Context()
  private let algorithm: Algorithm

  /// Fetched once; OpenSSL's fetched methods may be used from any thread.
  struct Algorithm: @unchecked Sendable {
    let raw: OpaquePointer?
    static let sm3 = Algorithm(raw: EVP_MD_fetch(nil, "SM3", nil))
    static let sha256 = Algorithm(raw: EVP_MD_fetch(nil, "SHA256", nil))
  }

  init(_ algorithm: Algorithm) {
    self.algorithm = algorithm
    EVP_DigestInit_ex2(context.raw, algorithm.raw, nil)
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    if !isKnownUniquelyReferenced(&context) {
      let copy = Context()
      EVP_MD_CTX_copy_ex(copy.raw, context.raw)
      context = copy
    }
    EVP_DigestUpdate(context.raw, bytes.baseAddress, bytes.count)
  }

  /// The digest; the running one starts over.
  mutating func finish() -> [UInt8] {
    let output = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var length: UInt32 = 0
      EVP_DigestFinal_ex(context.raw, buffer.baseAddress, &length)
      count = Int(length)
    }
    EVP_DigestInit_ex2(context.raw, algorithm.raw, nil)
    return output
  }
}
