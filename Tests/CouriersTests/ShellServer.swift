import Couriers
import Foundation
import Workbench

/// A real OpenSSH server on a free port, with an Ed25519 and, if wished, an ECDSA host key, that gives nothing but files.
final class ShellServer: Sendable {
  let port: Int
  let files: Scratch
  let key: String, prints: [String]
  private let keys: Scratch
  private let running: Running

  init(hostKeys: [String] = ["ed25519"], loginKey: [String] = ["-t", "ed25519"], password: Bool = false) throws {
    files = try Scratch()
    keys = try Scratch()
    let keys = keys
    port = try Running.freePort()
    for type in hostKeys { try Running.once("ssh-keygen", "-q", "-t", type, "-N", "", "-f", "\(keys.path)/host_\(type)") }
    _ = try Running.once("sh", "-c", "ssh-keygen -q \(loginKey.joined(separator: " ")) -N '' -f '\(keys.path)/login'")
    key = try String(contentsOfFile: "\(keys.path)/login", encoding: .utf8)
    prints = try hostKeys.map { try Running.once("ssh-keygen", "-lf", "\(keys.path)/host_\($0).pub").split(separator: " ").map(String.init)[1] }
    if getuid() == 0 { try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true) }
    try keys.write(
      "config",
      """
      ListenAddress 127.0.0.1
      Port \(port)
      \(hostKeys.map { "HostKey \(keys.path)/host_\($0)" }.joined(separator: "\n"))
      AuthorizedKeysFile \(keys.path)/login.pub
      PidFile none
      StrictModes no
      UsePAM \(getuid() == 0 ? "yes" : "no")
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin prohibit-password
      MaxStartups 100
      Subsystem sftp internal-sftp -R
      ForceCommand internal-sftp -R
      """)
    running = try Running("/usr/sbin/sshd", ["-D", "-e", "-f", "\(keys.path)/config"], until: "Server listening")
  }

  /// How often somebody has logged in.
  var logins: Int { running.words.components(separatedBy: "Accepted publickey").count - 1 }

  func access(_ print: String? = nil, type: FileServer.HostKeyType? = nil, key: String? = nil, user: String = NSUserName()) -> FileServer {
    FileServer(.sftp(hostKey: print ?? prints[0], type: type), host: "127.0.0.1", port: port, user: user, secret: .key(key ?? self.key))
  }
}
