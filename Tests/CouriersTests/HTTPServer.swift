import Foundation

/// A web server of the tests' own: a Python process that answers as its path says.
final class HTTPServer: Sendable {
  let port: Int
  private let process: Process

  private static let program = """
    import http.server, sys, time
    class H(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def do_GET(self):
            if self.path == "/cut":
                self.send_response(200); self.send_header("Content-Length", "1000"); self.end_headers()
                self.wfile.write(b"x" * 10); self.wfile.flush(); self.close_connection = True; return
            if self.path == "/redirect":
                self.send_response(302); self.send_header("Location", "/plain"); self.send_header("Content-Length", "0"); self.end_headers(); return
            if self.path == "/never":
                time.sleep(60)
            if self.path.startswith("/big/"):
                size = int(self.path[5:])
                self.send_response(200); self.send_header("Content-Length", str(size)); self.end_headers()
                block = bytes(range(256)) * 256
                while size > 0:
                    self.wfile.write(block[:size]); size -= len(block)
                return
            self.say(200, b"hello " + self.headers.get("X-Name", "").encode())
        def do_POST(self):
            self.say(201, self.rfile.read(int(self.headers["Content-Length"])))
        def say(self, status, body):
            self.send_response(status); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
        def log_message(self, *a): pass
    s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
    print(s.server_port, flush=True)
    s.serve_forever()
    """

  init() throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program]
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: out.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw CocoaError(.executableLoad) }
    self.port = port
  }

  deinit { process.terminate() }
}
