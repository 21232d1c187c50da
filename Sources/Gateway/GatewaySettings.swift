/// Where the gateway listens, and its limits. Figures of ours; `Docs/reference/config.md` lists them.
package struct GatewaySettings: Sendable {
  package var host: String, port: Int
  /// The same door behind TLS, where there is one.
  package var tls: DoorTLS?
  /// Threads that carry calls.
  package var threads = 2
  /// Seconds for which a node serves without having confirmed what it knows (1–60).
  package var leaseSeconds = 5
  /// Connections in all, and from one address.
  package var connections = 4096, connectionsPerAddress = 200
  /// Calls a second of one grant, and how many at once after a pause.
  package var rate = 50.0, burst = 100.0
  /// Calls under way at one provider's service.
  package var concurrency = 64
  /// Bytes of a call's body.
  package var bodyBytes: Int64 = 10 << 20
  /// Most rows of one answer of a table interface.
  package var rows = 1000

  package var deadlines = Deadlines()

  /// Seconds.
  package struct Deadlines: Sendable {
    package var head = 10, idle = 60, connect = 3, firstByte = 10, stall = 30, total = 60, linger = 2
  }

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}
