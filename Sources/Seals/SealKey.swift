import COpenSSL

/// Seals secrets at rest: SM4-CBC with a random IV, then HMAC-SM3 over what it is for, IV and ciphertext. The MAC is checked first.
///
/// A sealed text is `version 1 ‖ IV (16) ‖ ciphertext ‖ MAC (32)`. The context ("source/statistics/main") is not stored: a text moved to
/// another place does not open.
package struct SealKey: Sendable {
  private let cipherKey: [UInt8]
  private let macKey: [UInt8]

  /// - Parameter bytes: at least 32, from a file outside the database.
  package init(_ bytes: [UInt8]) throws {
    guard bytes.count >= 32 else { throw SealsError("a sealing key has at least 32 bytes") }
    cipherKey = Array(HMAC.sm3(key: bytes, Array("cipher".utf8)).prefix(16))
    macKey = HMAC.sm3(key: bytes, Array("mac".utf8))
  }

  package func seal(_ plain: [UInt8], context: String) throws -> [UInt8] {
    let iv = RandomBytes.make(16)
    let body = [1] + iv + (try SM4.cbc(plain, key: cipherKey, iv: iv, encrypt: true))
    return body + mac(body, context)
  }

  package func open(_ sealed: [UInt8], context: String) throws -> [UInt8] {
    guard sealed.count >= 65, sealed[0] == 1 else { throw SealsError("not a sealed text") }
    let body = Array(sealed.dropLast(32))
    guard equalInConstantTime(mac(body, context), Array(sealed.suffix(32))) else { throw SealsError("the seal is broken or of another place") }
    return try SM4.cbc(Array(body.dropFirst(17)), key: cipherKey, iv: Array(body[1..<17]), encrypt: false)
  }

  private func mac(_ body: [UInt8], _ context: String) -> [UInt8] {
    let name = Array(context.utf8)
    let length = withUnsafeBytes(of: UInt32(name.count).bigEndian) { Array($0) }
    return HMAC.sm3(key: macKey, length + name + body)
  }
}

/// SM4 (GB/T 32907) in CBC mode with padding.
enum SM4 {
  static func cbc(_ input: [UInt8], key: [UInt8], iv: [UInt8], encrypt: Bool) throws -> [UInt8] {
    let context = EVP_CIPHER_CTX_new()
    defer { EVP_CIPHER_CTX_free(context) }
    guard EVP_CipherInit_ex(context, EVP_sm4_cbc(), nil, key, iv, encrypt ? 1 : 0) == 1 else { throw SealsError("SM4 is not available") }
    var failed = false
    let output = [UInt8](unsafeUninitializedCapacity: input.count + 32) { buffer, count in
      var first: Int32 = 0
      var last: Int32 = 0
      failed =
        EVP_CipherUpdate(context, buffer.baseAddress, &first, input, Int32(input.count)) != 1
        || EVP_CipherFinal_ex(context, buffer.baseAddress.map { $0 + Int(first) }, &last) != 1
      count = failed ? 0 : Int(first + last)
    }
    if failed { throw SealsError("SM4 failed") }
    return output
  }
}
