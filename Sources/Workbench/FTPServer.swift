import Foundation

/// A real ProFTPD on a free port with one user of its own; TLS is offered.
package final class FTPServer: Sendable {
  package let port: Int
  package let files: Scratch, certificate: String
  /// Where data connections go to.
  package static let passive = 42_000...42_999
  private let scratch: Scratch
  private let running: Running

  package init() throws {
    files = try Scratch()
    scratch = try Scratch()
    port = try Running.freePort()
    certificate = try Certificate.make(scratch)
    let at = scratch.path
    let hash = try Running.once("openssl", "passwd", "-6", "geheim").trimmingCharacters(in: .whitespacesAndNewlines)
    try scratch.write("users", "demo:\(hash):\(getuid()):\(getgid())::\(files.path):/bin/sh\n")
    try scratch.write("groups", "demo:x:\(getgid()):\n")
    for name in ["users", "groups", "key.pem"] { try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(at)/\(name)") }
    let group = try Running.once("id", "-gn").trimmingCharacters(in: .whitespacesAndNewlines)
    try scratch.write(
      "config",
      """
      LoadModule mod_tls.c
      ServerName files
      ServerType standalone
      DefaultAddress 127.0.0.1
      Port \(port)
      UseIPv6 off
      User \(NSUserName())
      Group \(group)
      RequireValidShell off
      RootLogin on
      AuthOrder mod_auth_file.c
      AuthUserFile \(at)/users
      AuthGroupFile \(at)/groups
      PidFile \(at)/pid
      ScoreboardFile none
      DelayEngine off
      WtmpLog none
      TransferLog none
      UseReverseDNS off
      PassivePorts \(Self.passive.lowerBound) \(Self.passive.upperBound)
      TLSEngine on
      TLSECCertificateFile \(at)/certificate.pem
      TLSECCertificateKeyFile \(at)/key.pem

      """)
    running = try Running("/usr/sbin/proftpd", ["-n", "-c", "\(at)/config"], until: "STARTUP")
  }
}
