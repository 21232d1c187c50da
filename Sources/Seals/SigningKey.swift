import COpenSSL

/// A signing key: SM2 with SM3 (and the standard's default id) or P-256 with SHA-256.
package struct SigningKey: Sendable {
  package enum Kind: String, Sendable { case sm2, p256 }
  package let kind: Kind
  let key: PrivateKey

  package static func generate(_ kind: Kind) throws -> SigningKey {
    guard let raw = shim_generate(kind == .sm2 ? 1 : 0) else { throw SealsError("key generation failed") }
    return SigningKey(kind: kind, key: PrivateKey(raw))
  }

  private init(kind: Kind, key: PrivateKey) {
    self.kind = kind
    self.key = key
  }

  package init(pem: String) throws {
    let raw = PrivateKey.read(pem) { PEM_read_bio_PrivateKey($0, nil, nil, nil) }
    guard let raw else { throw SealsError("not a private key in PEM") }
    key = PrivateKey(raw)
    kind = key.isSM2 ? .sm2 : .p256
  }

  package var pem: String { PrivateKey.write { PEM_write_bio_PrivateKey($0, key.raw, nil, nil, 0, nil, nil) } }

  package var publicKey: VerifyingKey {
    get throws { try VerifyingKey(pem: PrivateKey.write { PEM_write_bio_PUBKEY($0, key.raw) }) }
  }

  /// A DER signature.
  package func sign(_ bytes: [UInt8]) throws -> [UInt8] {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var inner: OpaquePointer?
    guard EVP_DigestSignInit(context, &inner, kind.digest, nil, key.raw) == 1, kind.identify(inner) else { throw SealsError("signing failed") }
    var length = 0
    guard EVP_DigestSign(context, nil, &length, bytes, bytes.count) == 1 else { throw SealsError("signing failed") }
    var failed = false
    let signature = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      failed = EVP_DigestSign(context, buffer.baseAddress, &length, bytes, bytes.count) != 1
      count = failed ? 0 : length
    }
    if failed { throw SealsError("signing failed") }
    return signature
  }
}

/// The public half: whoever has it can check a signature.
package struct VerifyingKey: Sendable {
  package let kind: SigningKey.Kind
  private let key: PrivateKey

  package init(pem: String) throws {
    guard let raw = PrivateKey.read(pem, { PEM_read_bio_PUBKEY($0, nil, nil, nil) }) else { throw SealsError("not a public key in PEM") }
    key = PrivateKey(raw)
    kind = key.isSM2 ? .sm2 : .p256
  }

  package var pem: String { PrivateKey.write { PEM_write_bio_PUBKEY($0, key.raw) } }

  package func verify(_ signature: [UInt8], _ bytes: [UInt8]) -> Bool {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var inner: OpaquePointer?
    guard EVP_DigestVerifyInit(context, &inner, kind.digest, nil, key.raw) == 1, kind.identify(inner) else { return false }
    return EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
  }
}

extension SigningKey.Kind {
  fileprivate var digest: OpaquePointer? { self == .sm2 ? EVP_sm3() : EVP_sha256() }

  /// SM2 mixes the signer's id into the digest; the standard's default is used.
  fileprivate func identify(_ context: OpaquePointer?) -> Bool {
    guard self == .sm2 else { return true }
    let id = Array("1234567812345678".utf8)
    return shim_set_sm2_id(context, id, Int32(id.count)) == 1
  }
}

/// An EVP_PKEY, freed with its owner. Only read after it was made, which OpenSSL allows from any thread.
final class PrivateKey: @unchecked Sendable {
  let raw: OpaquePointer
  init(_ raw: OpaquePointer) { self.raw = raw }
  deinit { EVP_PKEY_free(raw) }

  var isSM2: Bool {
    var name = [CChar](repeating: 0, count: 64)
    var length = 0
    guard EVP_PKEY_get_group_name(raw, &name, name.count, &length) == 1 else { return EVP_PKEY_is_a(raw, "SM2") == 1 }
    return String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self).uppercased() == "SM2"
  }

  static func write(_ body: (OpaquePointer?) -> Int32) -> String {
    let bio = BIO_new(BIO_s_mem())
    defer { BIO_free(bio) }
    guard body(bio) == 1 else { return "" }
    var start: UnsafeMutablePointer<CChar>?
    let count = shim_bio_bytes(bio, &start)
    return String(decoding: UnsafeRawBufferPointer(start: start, count: Int(count)), as: UTF8.self)
  }

  static func read(_ pem: String, _ body: (OpaquePointer?) -> OpaquePointer?) -> OpaquePointer? {
    let bytes = Array(pem.utf8)
    let bio = BIO_new_mem_buf(bytes, Int32(bytes.count))
    defer { BIO_free(bio) }
    return body(bio)
  }
}
