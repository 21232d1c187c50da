/// A certificate of a server's own, for 127.0.0.1.
package enum Certificate {
  package static func make(_ scratch: Scratch) throws -> String {
    let path = "\(scratch.path)/certificate.pem"
    try Running.once(
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
      "subjectAltName=IP:127.0.0.1", "-keyout", "\(scratch.path)/key.pem", "-out", path)
    return path
  }
}
