import Foundation

/// A real SMTP server (aiosmtpd) on a free port that lays what it takes into a folder, one file for each letter. It takes nothing for `refused@…`.
package final class MailCatcher: Sendable {
  package let port: Int
  private let scratch: Scratch
  private let running: Running

  /// - Parameter isSecret: asks for STARTTLS before anything is handed over; the certificate is in `certificate`.
  package init(isSecret: Bool = false) throws {
    scratch = try Scratch()
    port = try Running.freePort()
    let certificate = try Certificate.make(scratch)
    try scratch.write(
      "server.py",
      """
      import os, ssl, sys, time
      from aiosmtpd.controller import Controller
      class Keep:
          count = 0
          async def handle_RCPT(self, server, session, envelope, address, options):
              if address.startswith("refused@"):
                  return "550 no such box"
              envelope.rcpt_tos.append(address)
              return "250 OK"
          async def handle_DATA(self, server, session, envelope):
              Keep.count += 1
              name = os.path.join(sys.argv[1], f"letter-{Keep.count}")
              with open(name + ".part", "wb") as file:
                  file.write(envelope.content)
              os.rename(name + ".part", name)
              return "250 kept"
      context = None
      if sys.argv[3]:
          context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
          context.load_cert_chain(sys.argv[3], os.path.join(sys.argv[1], "key.pem"))
      Controller(Keep(), hostname="127.0.0.1", port=int(sys.argv[2]), tls_context=context, require_starttls=context is not None).start()
      print("READY", flush=True)
      while True:
          time.sleep(3600)
      """)
    running = try Running("/usr/bin/python3", ["\(scratch.path)/server.py", scratch.path, String(port), isSecret ? certificate : ""], until: "READY")
  }

  package var certificate: String { "\(scratch.path)/certificate.pem" }

  /// What has come so far, the first first.
  package var letters: [String] {
    (1...).lazy.map { try? String(contentsOfFile: "\(self.scratch.path)/letter-\($0)", encoding: .utf8) }.prefix { $0 != nil }.compactMap(\.self)
  }
}
