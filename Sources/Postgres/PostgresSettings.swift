/// How to reach a server. Structured fields only: nothing is ever parsed as a connection string.
package struct PostgresSettings: Sendable {
  package enum TLS: String, Sendable { case disable, require, verifyFull = "verify-full" }

  package var host: String
  package var port: Int
  package var database: String
  package var user: String
  package var password: String?
  package var applicationName = "exchange"
  package var tls = TLS.disable
  package var rootCertificate: String?
  /// Seconds.
  package var connectTimeout = 5
  /// Milliseconds; 0 is none.
  package var statementTimeout = 0
  /// Hears the name of every statement before it is sent, transaction words as they are; a throw keeps it from the server. For tests that
  /// fail the first, the second, the third statement of a piece of work.
  package var onStatement: (@Sendable (String) throws -> Void)?

  package init(host: String, port: Int, database: String, user: String, password: String? = nil) {
    self.host = host
    self.port = port
    self.database = database
    self.user = user
    self.password = password
  }

  var parameters: [(String, String)] {
    var list = [
      ("host", host), ("port", String(port)), ("dbname", database), ("user", user), ("application_name", applicationName),
      ("connect_timeout", String(connectTimeout)), ("client_encoding", "UTF8"), ("sslmode", tls.rawValue), ("keepalives", "1"),
      ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "15000"),
      ("gssencmode", "disable"), ("target_session_attrs", "any"),
      // jit: a statement of ours runs for milliseconds; to compile one takes hundreds.
      ("options", "-c statement_timeout=\(statementTimeout) -c timezone=Asia/Shanghai -c jit=off"),
    ]
    if let password { list.append(("password", password)) }
    if let rootCertificate { list.append(("sslrootcert", rootCertificate)) }
    // An empty passfile keeps the caller's home directory out of it.
    list.append(("passfile", "/dev/null"))
    return list
  }
}
