import Foundation
import Synchronization

/// A provider's service of the tests' own: a Python process that answers as its path says and counts what reaches it.
final class UpstreamServer: Sendable {
  let port: Int
  private let process: Process
  private let log: String

  private static let program = """
    import http.server, json, sys, time
    log = open(sys.argv[1], "a", buffering=1)
    class H(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def seen(self):
            log.write(json.dumps({"method": self.command, "path": self.path, "headers": dict(self.headers)}) + "\\n")
        def do_GET(self):
            self.seen()
            path = self.path.split("?")[0]
            if path == "/cut":
                self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", "1000"); self.end_headers()
                self.wfile.write(b'{"no":"1"'); self.wfile.flush(); self.close_connection = True; return
            if path == "/garbage":
                self.wfile.write(b"\\x16\\x03\\x01 nothing of the kind\\r\\n\\r\\n"); self.close_connection = True; return
            if path == "/both":
                self.wfile.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n")
                self.close_connection = True; return
            if path == "/headers":
                self.wfile.write(b"HTTP/1.1 200 OK\\r\\n")
                try:
                    for n in range(1 << 20): self.wfile.write(b"X-%d: %s\\r\\n" % (n, b"a" * 1000))
                except OSError: pass
                self.close_connection = True; return
            if path == "/upgrade":
                self.wfile.write(b"HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: x\\r\\nConnection: Upgrade\\r\\n\\r\\n"); self.close_connection = True; return
            if path == "/early":
                self.wfile.write(b"HTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n\\r\\n"); return self.say(200, b'{"no":"1"}', "application/json")
            if path == "/close":
                self.wfile.write(b'HTTP/1.0 200 OK\\r\\nContent-Type: application/json\\r\\n\\r\\n{"no":"1"}'); self.close_connection = True; return
            if path == "/drip":
                self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", "1000"); self.end_headers()
                try:
                    for n in range(1000): self.wfile.write(b" "); self.wfile.flush(); time.sleep(1)
                except OSError: pass
                return
            if path == "/never":
                time.sleep(30); self.close_connection = True; return
            if path == "/fault":
                return self.say(503, b'{"no":"x","editor":"CANARY"}', "application/json")
            if path == "/missing":
                return self.say(404, b'{"no":"none"}', "application/json")
            if path == "/text":
                return self.say(200, b"CANARY plain text", "text/plain")
            if path == "/twice":
                return self.say(200, b'{"no":"1","n\\\\u006f":"CANARY"}', "application/json")
            if path == "/trickle":
                self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Transfer-Encoding", "chunked"); self.end_headers()
                self.chunk(b'[{"no":"0"}')
                for n in range(1, 600):
                    self.chunk(b',{"no":"%d"}' % n); time.sleep(0.05)
                self.chunk(b']'); self.chunk(b''); return
            if path.startswith("/big/"):
                size = int(path[5:])
                self.send_response(200); self.send_header("Content-Type", "application/octet-stream"); self.send_header("Content-Length", str(size)); self.end_headers()
                block = bytes(range(256)) * 256
                while size > 0:
                    self.wfile.write(block[:size]); size -= len(block)
                return
            self.say(200, json.dumps({"no": path[-1], "text": "正文", "editor": "CANARY"}, ensure_ascii=False).encode(), "application/json; charset=utf-8")
        def do_POST(self):
            self.seen()
            size = self.headers.get("Content-Length")
            if size is None:
                body = b""
                while True:
                    n = int(self.rfile.readline(), 16)
                    body += self.rfile.read(n); self.rfile.readline()
                    if n == 0: break
            else: body = self.rfile.read(int(size))
            self.say(200, body, "application/octet-stream")
        def chunk(self, data):
            self.wfile.write(b"%x\\r\\n%s\\r\\n" % (len(data), data)); self.wfile.flush()
        def say(self, status, body, kind):
            self.send_response(status); self.send_header("Content-Type", kind); self.send_header("ETag", '"e"'); self.send_header("Set-Cookie", "a=b")
            self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
        def log_message(self, *a): pass
    class S(http.server.ThreadingHTTPServer):
        daemon_threads = True
        def handle_error(self, *a): pass
    s = S(("127.0.0.1", 0), H)
    print(s.server_port, flush=True)
    s.serve_forever()
    """

  init() throws {
    log = FileManager.default.temporaryDirectory.appending(path: "upstream-\(UInt32.random(in: 0..<UInt32.max)).log").path
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program, log]
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: out.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw CocoaError(.executableLoad) }
    self.port = port
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(atPath: log)
  }

  /// Everything that reached it, a JSON line each.
  func seen() throws -> [String] { try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init) }
}
