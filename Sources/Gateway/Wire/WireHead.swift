import Glibc
import NIOCore

/// The head of a request or an answer as it came: its bytes, and where in them its parts lie. Nothing of it is copied until it goes on.
struct WireHead {
  struct Field {
    let name: HeaderName
    /// Of the line; its name ends at `nameEnd`, its value lies between `value` and `end`.
    let start: Int, nameEnd: Int, value: Int, end: Int
  }

  /// Bytes of a head, of one line of it, and lines.
  static let most = 32 << 10, mostInLine = 8 << 10, mostLines = 100

  /// The whole head with its last empty line.
  let bytes: ByteBuffer
  private(set) var fields: [Field] = []
  /// First and second part of a request's first line; the second of an answer is its reason.
  private(set) var first = 0..<0, second = 0..<0
  /// Of an answer.
  private(set) var status = 0
  private(set) var isOld = false
  /// A `Connection` header names other headers that are of this hop.
  private(set) var namesHop = false
  private(set) var saysClose = false

  /// Takes a request's head from what has come; nil while it is not whole.
  ///
  /// - Parameter scanned: how far the search for its end has come; kept between calls.
  static func request(_ inbox: inout ByteBuffer, scanned: inout Int) throws(WireFault) -> WireHead? {
    // An empty line before a request is overlooked (RFC 9112 §2.2).
    while inbox.getInteger(at: inbox.readerIndex, as: UInt8.self) == WireBytes.cr {
      guard inbox.readableBytes >= 2 else { return nil }
      guard inbox.readInteger(as: UInt16.self) == 0x0D0A else { throw .invalid }
    }
    guard let bytes = try cut(&inbox, &scanned) else { return nil }
    return try WireHead(bytes) { head, bytes throws(WireFault) in try head.readRequestLine(bytes) }
  }

  /// Takes an answer's head from what has come; nil while it is not whole.
  static func answer(_ inbox: inout ByteBuffer, scanned: inout Int) throws(WireFault) -> WireHead? {
    guard let bytes = try cut(&inbox, &scanned) else { return nil }
    return try WireHead(bytes) { head, bytes throws(WireFault) in try head.readStatusLine(bytes) }
  }

  private static func cut(_ inbox: inout ByteBuffer, _ scanned: inout Int) throws(WireFault) -> ByteBuffer? {
    let from = max(0, scanned - 3)
    let found: Int? = inbox.withUnsafeReadableBytes { end(of: $0, from: from) }
    guard let end = found else {
      // A line that ends otherwise would never let the head end.
      guard !inbox.withUnsafeReadableBytes({ hasBareEnd($0, from: max(0, scanned - 1)) }) else { throw .invalid }
      scanned = inbox.readableBytes
      guard scanned <= most else { throw .tooLarge }
      return nil
    }
    scanned = 0
    guard end <= most else { throw .tooLarge }
    return inbox.readSlice(length: end)
  }

  /// Behind the first empty line.
  private static func end(of bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    var at = from
    while at + 4 <= bytes.count, let found = memchr(start + at, Int32(WireBytes.cr), bytes.count - at - 3) {
      at = UnsafeRawPointer(found) - start
      if bytes[at + 1] == WireBytes.lf, bytes[at + 2] == WireBytes.cr, bytes[at + 3] == WireBytes.lf { return at + 4 }
      at += 1
    }
    return nil
  }

  private static func hasBareEnd(_ bytes: UnsafeRawBufferPointer, from: Int) -> Bool {
    (from..<bytes.count).contains { bytes[$0] == WireBytes.lf && ($0 == 0 || bytes[$0 - 1] != WireBytes.cr) }
  }

  private init(_ bytes: ByteBuffer, _ firstLine: (inout WireHead, UnsafeRawBufferPointer) throws(WireFault) -> Int) throws(WireFault) {
    self.bytes = bytes
    fields.reserveCapacity(16)
    var fault: WireFault?
    bytes.withUnsafeReadableBytes { raw in
      do throws(WireFault) {
        try readFields(raw, from: try firstLine(&self, raw))
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
  }

  /// `GET /path HTTP/1.1`; answers where the next line begins.
  private mutating func readRequestLine(_ p: UnsafeRawBufferPointer) throws(WireFault) -> Int {
    var at = 0
    while p[at] >= 0x41, p[at] <= 0x5A { at += 1 }
    guard at > 0, at <= 20, p[at] == WireBytes.space else { throw .invalid }
    first = 0..<at
    let target = at + 1
    at = target
    while p[at] > 0x20, p[at] < 0x7F { at += 1 }
    guard at > target, p[at] == WireBytes.space else { throw .invalid }
    second = target..<at
    return try readVersion(p, at + 1, ends: true)
  }

  /// `HTTP/1.1 200 OK`.
  private mutating func readStatusLine(_ p: UnsafeRawBufferPointer) throws(WireFault) -> Int {
    var at = try readVersion(p, 0, ends: false)
    guard p.count - at > 5, p[at] == WireBytes.space else { throw .invalid }
    for digit in p[(at + 1)...(at + 3)] {
      guard digit >= 0x30, digit <= 0x39 else { throw .invalid }
      status = status * 10 + Int(digit) - 0x30
    }
    guard status >= 100, status < 600 else { throw .invalid }
    at += 4
    let reason = at
    while p[at] >= 0x20 && p[at] != 0x7F || p[at] == WireBytes.tab { at += 1 }
    guard reason == at || p[reason] == WireBytes.space, p[at] == WireBytes.cr, p[at + 1] == WireBytes.lf else { throw .invalid }
    second = min(reason + 1, at)..<at
    return at + 2
  }

  private mutating func readVersion(_ p: UnsafeRawBufferPointer, _ at: Int, ends: Bool) throws(WireFault) -> Int {
    guard p.count - at >= 10, p[at] == UInt8(ascii: "H"), p[at + 1] == UInt8(ascii: "T"), p[at + 2] == UInt8(ascii: "T"), p[at + 3] == UInt8(ascii: "P"),
      p[at + 4] == UInt8(ascii: "/"), p[at + 5] == UInt8(ascii: "1"), p[at + 6] == UInt8(ascii: "."), p[at + 7] == 0x30 || p[at + 7] == 0x31
    else { throw .invalid }
    isOld = p[at + 7] == 0x30
    guard ends else { return at + 8 }
    guard p[at + 8] == WireBytes.cr, p[at + 9] == WireBytes.lf else { throw .invalid }
    return at + 10
  }

  /// The lines behind the first. Folded lines and blanks before a colon are not taken: others read them otherwise.
  private mutating func readFields(_ p: UnsafeRawBufferPointer, from begin: Int) throws(WireFault) {
    var fault = false
    WireBytes.token.withUnsafeBufferPointer { token in
      var at = begin
      // The head ends with an empty line, so no line runs over its end.
      while at < p.count - 2 {
        let start = at
        var sum: UInt32 = 0
        while case let low = token[Int(p[at])], low != 0 {
          sum = WireBytes.hash(sum, low)
          at += 1
        }
        guard at > start, p[at] == WireBytes.colon else { return fault = true }
        let nameEnd = at
        at += 1
        while p[at] == WireBytes.space || p[at] == WireBytes.tab { at += 1 }
        let value = at
        while p[at] >= 0x20 && p[at] != 0x7F || p[at] == WireBytes.tab { at += 1 }
        guard p[at] == WireBytes.cr, p[at + 1] == WireBytes.lf else { return fault = true }
        var end = at
        while end > value, p[end - 1] == WireBytes.space || p[end - 1] == WireBytes.tab { end -= 1 }
        at += 2
        let name = HeaderName(UnsafeRawBufferPointer(rebasing: p[start..<nameEnd]), sum: sum)
        if name == .connection { readConnection(UnsafeRawBufferPointer(rebasing: p[value..<end])) }
        fields.append(Field(name: name, start: start, nameEnd: nameEnd, value: value, end: end))
      }
    }
    guard !fault else { throw .invalid }
    guard fields.count <= Self.mostLines, fields.allSatisfy({ $0.end - $0.start <= Self.mostInLine }) else { throw .tooLarge }
  }

  private mutating func readConnection(_ value: UnsafeRawBufferPointer) {
    if WireBytes.isSame(value, "close") {
      saysClose = true
    } else if !WireBytes.isSame(value, "keep-alive") {
      for part in String(decoding: value, as: UTF8.self).lowercased().utf8.split(separator: UInt8(ascii: ",")) {
        let token = part.filter { $0 != WireBytes.space && $0 != WireBytes.tab }
        if token.elementsEqual("close".utf8) { saysClose = true } else if !token.elementsEqual("keep-alive".utf8) { namesHop = true }
      }
    }
  }
}
