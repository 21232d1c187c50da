import Foundation

/// A real MariaDB on a free port, with the database `civil` and one login that may read it.
package final class MariaDBServer: Sendable {
  package let port: Int
  package static let user = "reader", password = "p'w;{}\\ 口令"
  private let scratch: Scratch
  private let running: Running

  package init() throws {
    scratch = try Scratch()
    port = try Running.freePort()
    let at = scratch.path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: at)
    // It will not run as root, and the packages that it comes with make no user of its own.
    let user = getuid() == 0 ? ["--user=nobody"] : []
    if getuid() == 0 { try Running.once("chown", "nobody", at) }
    try Running.once("mariadb-install-db", "--no-defaults", "--datadir=\(at)/data", "--auth-root-authentication-method=normal", "--skip-test-db", user.first ?? "--force")
    let options = ["--no-defaults", "--datadir=\(at)/data", "--socket=\(at)/socket", "--port=\(port)", "--bind-address=127.0.0.1", "--pid-file=\(at)/pid",
      "--innodb-flush-log-at-trx-commit=0"]
    running = try Running("/usr/sbin/mariadbd", options + user, until: "ready for connections")
    let secret = Self.password.replacing("\\", with: "\\\\").replacing("'", with: "''")
    try run("create database civil character set utf8mb4; create user \(Self.user)@'%' identified by '\(secret)'; grant select on civil.* to \(Self.user)@'%'")
  }

  /// Statements of whoever may do everything.
  @discardableResult
  package func run(_ statements: String) throws -> String {
    try Running.once(
      "mariadb", "--no-defaults", "--socket=\(scratch.path)/socket", "--user=root", "--default-character-set=utf8mb4", "--skip-column-names", "--batch", "-e",
      statements)
  }
}
