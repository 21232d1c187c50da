import NIOSSL

/// The gateway's door behind TLS: on a port of its own, 1.2 and later.
package struct DoorTLS: Sendable {
  package let port: Int
  /// Files in PEM: the chain with the server's certificate first, and its key.
  package let chain: String, key: String
  /// Whose certificates of callers are taken: a file in PEM. A caller without one is let in all the same, one with a stranger's is not.
  package let clients: String?

  package init(port: Int, chain: String, key: String, clients: String? = nil) {
    self.port = port
    self.chain = chain
    self.key = key
    self.clients = clients
  }

  func context() throws -> NIOSSLContext {
    var settings = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(chain).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
    settings.minimumTLSVersion = .tlsv12
    if let clients {
      settings.trustRoots = .file(clients)
      settings.certificateVerification = .optionalVerification
    }
    return try NIOSSLContext(configuration: settings)
  }
}
