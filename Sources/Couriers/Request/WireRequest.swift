/// One request over HTTP(S). Redirects are not followed, no proxy is asked, nothing is decoded.
package struct WireRequest: Sendable {
  package var method: String
  /// `http://…` or `https://…`, without user, password or fragment.
  package var url: String
  /// Sent in this order. A name or value with a line break is refused.
  package var headers: [(String, String)] = []
  package var body: [UInt8] = []
  /// For the whole request, the answer's last byte included; nil for none, which only a long stream should have.
  package var deadline: Duration? = .seconds(60)
  /// Until the connection stands, TLS included.
  package var connectDeadline: Duration = .seconds(10)
  /// Most bytes of the answer's body.
  package var maxBytes = 16 << 20
  /// An answer that comes slower than this is given up.
  package var stall = Stall()
  /// Part of the thing alone. A server may ignore it and answer 200 with the whole.
  package var range: ByteRange?

  package init(method: String, url: String) {
    self.method = method
    self.url = url
  }

  /// Fewer than so many bytes a second, for so many seconds. Time in which the receiver keeps the sender waiting does not count.
  package struct Stall: Sendable, Hashable {
    package var bytesPerSecond = 1024, seconds = 30
    package init(bytesPerSecond: Int = 1024, seconds: Int = 30) {
      self.bytesPerSecond = bytesPerSecond
      self.seconds = seconds
    }
  }

  /// From a byte on, to the end or so many bytes.
  package struct ByteRange: Sendable, Hashable {
    package let from: Int64, count: Int64?
    package init(from: Int64, count: Int64? = nil) {
      self.from = from
      self.count = count
    }
    /// As a range header has it; nil for none that makes sense.
    var text: String? {
      guard from >= 0, count ?? 1 > 0 else { return nil }
      let (end, overflows) = from.addingReportingOverflow((count ?? 1) - 1)
      return overflows ? nil : count == nil ? "\(from)-" : "\(from)-\(end)"
    }
  }
}
