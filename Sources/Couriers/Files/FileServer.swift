/// A department's file server: where it is, how it proves itself, how we do.
package struct FileServer: Sendable, Hashable {
  package enum Way: Sendable, Hashable {
    /// - Parameters:
    ///   - hostKey: SHA-256 of the host's public key in Base64, as `ssh-keygen -lf` prints it, with or without `SHA256:`.
    ///   - type: which of the host's keys that is. Without it the server and we agree on one ourselves, ECDSA before Ed25519.
    case sftp(hostKey: String, type: HostKeyType? = nil)
    /// In the clear.
    case ftp
    /// Encrypted after the greeting, the data connections too; `implicit` encrypts from the first byte.
    case ftps(implicit: Bool = false)
  }

  package enum HostKeyType: String, Sendable, Hashable, CaseIterable {
    case ed25519 = "ssh-ed25519", ecdsa = "ecdsa-sha2-nistp256", rsa = "ssh-rsa"
  }

  package enum Secret: Sendable, Hashable {
    case password(String)
    /// The text of a private key, Ed25519 or ECDSA, without a passphrase.
    case key(String)
  }

  package let way: Way, host: String, port: Int, user: String, secret: Secret
  package var connectDeadline: Duration = .seconds(10)
  package var stall = WireRequest.Stall(bytesPerSecond: 1024, seconds: 10)

  package init(_ way: Way, host: String, port: Int, user: String, secret: Secret) {
    (self.way, self.host, self.port, self.user, self.secret) = (way, host, port, user, secret)
  }

  var isSSH: Bool { if case .sftp = way { true } else { false } }
  var scheme: String {
    switch way {
    case .sftp: "sftp"
    case .ftp, .ftps(implicit: false): "ftp"
    case .ftps: "ftps"
    }
  }
  var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Connections are used again only for the very same server, pin, user and secret. libcurl compares host, user and password but not the pin;
  /// this label goes into an option that it compares and that none of these protocols sends.
  var label: String {
    var hasher = Hasher()
    hasher.combine(self)
    return String(UInt(bitPattern: hasher.finalize()), radix: 36)
  }

  /// Refuses what cannot be meant.
  func check() throws {
    guard !host.isEmpty, (1...65535).contains(port), host.utf8.allSatisfy(Self.isHost) else { throw CourierFault(.request, "文件服务器的地址不合规则") }
    guard !user.isEmpty, user.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw CourierFault(.request, "文件服务器的用户名不合规则") }
    if case .password(let password) = secret, !password.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
      throw CourierFault(.request, "文件服务器的口令含控制字符")
    }
    switch (way, secret) {
    case (.sftp(let hostKey, _), _): _ = try Self.print(hostKey)
    case (_, .key): throw CourierFault(.request, "FTP 不能用密钥登录")
    default: break
    }
    if case .key(let text) = secret { try PrivateKey.check(text) }
  }

  /// The print as libcurl compares it. A server without a registered print is never connected to: libcurl would believe any.
  static func print(_ text: String) throws -> String {
    let bare = text.hasPrefix("SHA256:") ? text.dropFirst(7) : text[...]
    let print = String(bare.prefix { $0 != "=" })
    guard !print.isEmpty else { throw CourierFault(.hostKey, "没有登记主机密钥指纹") }
    guard print.utf8.count == 43, bare.dropFirst(43).allSatisfy({ $0 == "=" }), bare.count <= 44, print.utf8.allSatisfy(Self.isBase64) else {
      throw CourierFault(.hostKey, "登记的主机密钥指纹不是 SHA-256 的 Base64")
    }
    return print
  }

  private static func isBase64(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") }
  private static func isHost(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || ".-_:".utf8.contains(byte) }
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
