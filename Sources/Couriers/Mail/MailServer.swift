/// The server that takes letters, and who they are from.
package struct MailServer: Sendable, Hashable {
  package enum Security: String, Sendable { case none, starttls, tls }
  package let host: String, port: Int, security: Security, sender: String
  /// nil where the server asks for none.
  package let login: String?, password: String?

  package init(host: String, port: Int, security: Security, sender: String, login: String? = nil, password: String? = nil) {
    (self.host, self.port, self.security, self.sender) = (host, port, security, sender)
    (self.login, self.password) = (login, password)
  }
}
