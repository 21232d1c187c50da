import Foundation
import Workbench

/// A web server of the tests' own that answers as its path says, and says on `/heard` how much of an endless answer it could send.
final class WebServer: Sendable {
  let port: Int
  /// The certificate that a client has to trust; nil without TLS.
  let certificate: String?
  private let running: Running
  private let scratch: Scratch

  init(tls: Bool = false) throws {
    scratch = try Scratch()
    try scratch.write("serve.py", Self.program)
    certificate = tls ? try Certificate.make(scratch) : nil
    running = try Running("python3", ["-u", "\(scratch.path)/serve.py", tls ? scratch.path : ""], until: "\n")
    port = Int(running.words.prefix { $0.isNumber }) ?? 0
  }

  func url(_ path: String, host: String = "127.0.0.1") -> String { "\(certificate == nil ? "http" : "https")://\(host):\(port)\(path)" }

  private static let program = """
    import hashlib, http.server, json, ssl, sys, threading, time
    sent = 0
    pattern = bytes((n * 31 >> 3) & 255 for n in range(2048))
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def do(self):
            global sent
            path = self.path.split("?")[0]
            if path == "/echo":
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                facts = {"method": self.command, "path": self.path, "headers": [list(pair) for pair in self.headers.items()], "body": body.decode("utf-8", "replace")}
                return self.answer(200, json.dumps(facts).encode())
            if path == "/guarded":
                passes = {"Bearer right", "Basic dTpyaWdodA=="}
                return self.answer(200 if self.headers.get("Authorization") in passes or self.headers.get("X-Pass") == "right" else 401, b"")
            if path == "/redirect":
                self.send_response(302)
                self.send_header("Location", "/echo")
                self.send_header("Content-Length", "0")
                return self.end_headers()
            if path == "/cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"x" * 10)
                self.close_connection = True
                return
            if path == "/chunk-cut":
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.write(b"a\\r\\n0123456789\\r\\n")
                self.close_connection = True
                return
            if path == "/silent":
                print("asked", flush=True)
                return time.sleep(600)
            if path == "/drip":
                self.send_response(200)
                self.end_headers()
                self.close_connection = True
                while True:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.2)
            if path == "/endless":
                self.send_response(200)
                self.end_headers()
                self.close_connection = True
                block = b"y" * 65536
                try:
                    while True:
                        self.wfile.write(block)
                        sent += len(block)
                finally:
                    print("gone", flush=True)
            if path == "/head":
                self.send_response(200)
                for n in range(5000):
                    self.send_header("X-%d" % n, "v" * 100)
                self.send_header("Content-Length", "0")
                return self.end_headers()
            if path == "/heard":
                return self.answer(200, str(sent).encode())
            if path.startswith("/big/"):
                size = int(path[5:])
                begin, end = 0, size - 1
                ranged = self.headers.get("Range")
                if ranged:
                    first, last = ranged.removeprefix("bytes=").split("-")
                    begin, end = int(first), int(last) if last else end
                self.send_response(206 if ranged else 200)
                self.send_header("Content-Length", str(end - begin + 1))
                self.end_headers()
                return self.wfile.write((pattern * (end // 2048 + 1))[begin:end + 1])
            self.answer(404, b"{}")
        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do
        def answer(self, status, body):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Two", " a b ")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        def log_message(self, *given):
            pass
    http.server.ThreadingHTTPServer.request_queue_size = 256
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *given: None
    if sys.argv[1]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1] + "/certificate.pem", sys.argv[1] + "/key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  /// What the server has written after its port.
  var words: String { running.words }

  /// The bytes that `/big` answers.
  static func big(_ range: Range<Int>) -> [UInt8] { range.map { UInt8(truncatingIfNeeded: ($0 * 31) >> 3) } }
}
