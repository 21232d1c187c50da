/// How to log in at an SFTP server: a key (ed25519 or ECDSA), and the server's own key, pinned.
package struct ShellAccess: Sendable, Hashable {
  package let host: String, port: Int, user: String
  /// PEM text of the private key.
  package let privateKey: String
  /// SHA-256 of the server's key in base64, as `ssh-keygen -lf` prints it behind `SHA256:`. Without it nothing is sent.
  package let hostKey: String

  package init(host: String, port: Int, user: String, privateKey: String, hostKey: String) {
    self.host = host
    self.port = port
    self.user = user
    self.privateKey = privateKey
    let print = hostKey.hasPrefix("SHA256:") ? hostKey.dropFirst(7) : hostKey[...]
    self.hostKey = String(print.prefix { $0 != "=" })
  }

  /// The address of an absolute path, every byte escaped that could mean something else.
  func url(_ path: String) -> String {
    let name = host.contains(":") ? "[\(host)]" : host
    var out = "sftp://\(name):\(port)"
    for byte in path.utf8 {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x2F: out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = Array("0123456789ABCDEF")
        out += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return out
  }
}
