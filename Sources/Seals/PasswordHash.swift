import COpenSSL

/// What one password hash costs.
package enum PasswordCost: Sendable, Hashable {
  /// Iterations; 600,000 takes about a third of a second (the default), 1,000 is for test accounts alone.
  case pbkdf2SM3(iterations: Int)
  /// N = 2^17, r = 8, p = 1: 128 MiB.
  case scrypt

  package static let usual = PasswordCost.pbkdf2SM3(iterations: 600_000)
}

/// Password hashes as PHC strings: `$pbkdf2-sm3$i=600000$salt$hash` or `$scrypt$ln=17,r=8,p=1$salt$hash`.
package enum PasswordHash {
  package static func make(_ password: String, cost: PasswordCost) throws -> String {
    let salt = RandomBytes.make(16)
    let hash = try derive(password, salt, cost)
    return "$\(head(cost))$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
  }

  package static func verify(_ password: String, _ phc: String) -> Bool {
    guard let (cost, salt, hash) = parse(phc), let again = try? derive(password, salt, cost) else { return false }
    return equalInConstantTime(hash, again)
  }

  /// Made at another cost than today's: to be made anew at the next login.
  package static func needsRehash(_ phc: String, cost: PasswordCost) -> Bool { parse(phc)?.0 != cost }

  private static func head(_ cost: PasswordCost) -> String {
    switch cost {
    case .pbkdf2SM3(let iterations): "pbkdf2-sm3$i=\(iterations)"
    case .scrypt: "scrypt$ln=17,r=8,p=1"
    }
  }

  private static func parse(_ phc: String) -> (PasswordCost, [UInt8], [UInt8])? {
    let parts = phc.split(separator: "$").map(String.init)
    guard parts.count == 4, let salt = Base64URL.decode(parts[2]), let hash = Base64URL.decode(parts[3]) else { return nil }
    if parts[0] == "scrypt", parts[1] == "ln=17,r=8,p=1" { return (.scrypt, salt, hash) }
    guard parts[0] == "pbkdf2-sm3", parts[1].hasPrefix("i="), let iterations = Int(parts[1].dropFirst(2)), (1...10_000_000).contains(iterations)
    else { return nil }
    return (.pbkdf2SM3(iterations: iterations), salt, hash)
  }

  private static func derive(_ password: String, _ salt: [UInt8], _ cost: PasswordCost) throws -> [UInt8] {
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    var done: Int32 = 0
    let output = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      switch cost {
      case .pbkdf2SM3(let iterations):
        done = PKCS5_PBKDF2_HMAC(
          bytes, Int32(bytes.count), salt, Int32(salt.count), Int32(iterations), EVP_sm3(), 32, buffer.baseAddress)
      case .scrypt:
        done = EVP_PBE_scrypt(bytes, bytes.count, salt, salt.count, 1 << 17, 8, 1, 256 << 20, buffer.baseAddress, 32)
      }
      count = done == 1 ? 32 : 0
    }
    guard done == 1 else { throw SealsError("password hashing failed") }
    return output
  }
}
