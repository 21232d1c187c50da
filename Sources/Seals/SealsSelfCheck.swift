import COpenSSL

/// Known answers, checked by a test and by the server's start: a library that computes wrongly must not guard anything.
package enum SealsSelfCheck {
  /// Also keeps OpenSSL from clearing itself away at exit: threads that are still at work then would find nothing under their feet.
  package static func run() throws {
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
    func expect(_ what: String, _ got: [UInt8], _ wanted: String) throws {
      guard hex(got) == wanted else { throw SealsError("\(what): a known answer came out wrong") }
    }
    let abc = Array("abc".utf8)
    try expect("SM3", SM3.hash(abc), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    try expect("SHA-256", SHA256.hash(abc), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    try expect(
      "HMAC-SHA-256", HMAC.sha256(key: Array("key".utf8), Array("The quick brown fox jumps over the lazy dog".utf8)),
      "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")
    // GB/T 32907 appendix A: key and plain text are the same block; the first block under a zero IV is plain SM4.
    let block: [UInt8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10]
    let sealed = try SM4.cbc(block, key: block, iv: [UInt8](repeating: 0, count: 16), encrypt: true)
    try expect("SM4", Array(sealed.prefix(16)), "681edf34d206965e86b3e94f536e4246")
    for kind in [SigningKey.Kind.sm2, .p256] {
      let key = try SigningKey.generate(kind)
      let signature = try key.sign(abc)
      guard try key.publicKey.verify(signature, abc), try !key.publicKey.verify(signature, abc + [0]) else {
        throw SealsError("\(kind.rawValue): sign and verify disagree")
      }
    }
  }
}
