import Foundation

/// Whether a private key can be used for login at all, so that the office hears of it before a server refuses without saying why.
enum PrivateKey {
  /// - Throws: a plain fault for RSA (libssh2 1.10 signs with SHA-1, which servers of today refuse), for a passphrase, and for what is no key.
  static func check(_ text: String) throws {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    guard let first = lines.first, first.hasPrefix("-----BEGIN "), let last = lines.last, last.hasPrefix("-----END ") else {
      throw CourierFault(.login, "登录密钥不是 PEM 或 OpenSSH 私钥")
    }
    guard !text.contains("ENCRYPTED") else { throw passphrase }
    switch first {
    case "-----BEGIN OPENSSH PRIVATE KEY-----": try checkOpenSSH(lines.dropFirst().dropLast().joined())
    case "-----BEGIN EC PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----": break
    default: throw kind
    }
  }

  private static let passphrase = CourierFault(.login, "登录密钥带有口令,请登记不带口令的密钥")
  private static let kind = CourierFault(.login, "登录密钥只能是 Ed25519 或 ECDSA")

  /// `openssh-key-v1`: cipher, key derivation, its options, a count, then the public key, whose first word is the type.
  private static func checkOpenSSH(_ base64: String) throws {
    let broken = CourierFault(.login, "登录密钥不完整")
    guard let data = Data(base64Encoded: base64), data.starts(with: Array("openssh-key-v1\0".utf8)) else { throw broken }
    var rest = data.dropFirst(15)
    func next() throws -> Data {
      guard rest.count >= 4 else { throw broken }
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      guard length <= rest.count else { throw broken }
      defer { rest = rest.dropFirst(length) }
      return rest.prefix(length)
    }
    guard try next() == Data("none".utf8) else { throw passphrase }
    _ = try next()
    _ = try next()
    rest = rest.dropFirst(4)
    rest = try next()
    let type = String(decoding: try next(), as: UTF8.self)
    guard type == "ssh-ed25519" || type.hasPrefix("ecdsa-sha2-nistp") else { throw kind }
  }
}
