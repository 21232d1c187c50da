import Foundation
import Seals

/// What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803). Made here, so that the password itself reaches no server and no log.
enum ScramVerifier {
  static func make(_ password: String, salt: [UInt8] = RandomBytes.make(16), iterations: Int = 4096) -> String {
    let key = Array(password.utf8)
    var block = HMAC.sha256(key: key, salt + [0, 0, 0, 1])
    var salted = block
    for _ in 1..<iterations {
      block = HMAC.sha256(key: key, block)
      for at in salted.indices { salted[at] ^= block[at] }
    }
    let stored = SHA256.hash(HMAC.sha256(key: salted, Array("Client Key".utf8)))
    let server = HMAC.sha256(key: salted, Array("Server Key".utf8))
    func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
    return "SCRAM-SHA-256$\(iterations):\(base64(salt))$\(base64(stored)):\(base64(server))"
  }
}
