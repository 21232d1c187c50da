import NIOCore

/// What goes back to a consumer: collected until it may leave, then sent in as few writes as it takes.
///
/// How the body is framed may stay open until its end is in sight: then it gets its length, and otherwise chunks.
struct AnswerSheet {
  enum Framing { case open, counted, chunked, untilClose }

  /// Bodies longer than this are not copied together.
  private static let small = 4 << 10

  private(set) var framing: Framing
  private var ready: [ByteBuffer] = []
  private var tail: ByteBuffer
  /// The body so far, while its framing is open.
  private var body: [ByteBuffer] = []
  private(set) var bodyBytes = 0
  /// Bytes that wait to be taken.
  private(set) var waiting = 0

  /// - Parameter head: whole when the framing is `counted`; otherwise its last lines are missing.
  init(head: ByteBuffer, _ framing: Framing) {
    tail = head
    self.framing = framing
    waiting = head.readableBytes
  }

  mutating func add(_ piece: ByteBuffer) {
    guard piece.readableBytes > 0 else { return }
    if framing == .open {
      body.append(piece)
      (bodyBytes, waiting) = (bodyBytes + piece.readableBytes, waiting + piece.readableBytes)
    } else {
      put(piece)
    }
  }

  /// Settles the framing before the end is known.
  mutating func goOn(chunked: Bool) {
    guard framing == .open else { return }
    framing = chunked ? .chunked : .untilClose
    tail.writeStaticString(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n")
    let kept = body
    (body, waiting) = ([], waiting - bodyBytes)
    for piece in kept { put(piece) }
  }

  /// The body is whole.
  mutating func end() {
    switch framing {
    case .open:
      tail.writeStaticString("Content-Length: ")
      tail.write(decimal: bodyBytes)
      tail.writeStaticString("\r\n\r\n")
      framing = .counted
      let kept = body
      (body, waiting) = ([], waiting - bodyBytes)
      for piece in kept { put(piece) }
    case .chunked: tail.writeStaticString("0\r\n\r\n")
    case .counted, .untilClose: break
    }
  }

  private mutating func put(_ piece: ByteBuffer) {
    var piece = piece
    waiting += piece.readableBytes
    if framing == .chunked {
      tail.write(hex: piece.readableBytes)
      tail.writeStaticString("\r\n")
    }
    if piece.readableBytes <= Self.small {
      tail.writeBuffer(&piece)
    } else {
      if tail.readableBytes > 0 { ready.append(tail) }
      ready.append(piece)
      tail = ByteBuffer()
    }
    if framing == .chunked { tail.writeStaticString("\r\n") }
  }

  /// Nothing of it may leave while the framing is open.
  var hasReady: Bool { framing != .open && (tail.readableBytes > 0 || !ready.isEmpty) }

  /// Hands over what may leave, in order.
  mutating func take(_ write: (ByteBuffer) -> Void) {
    guard framing != .open else { return }
    for piece in ready { write(piece) }
    ready.removeAll()
    if tail.readableBytes > 0 {
      write(tail)
      tail = ByteBuffer()
    }
    waiting = 0
  }
}

extension ByteBuffer {
  mutating func write(decimal number: Int) {
    if number >= 10 { write(decimal: number / 10) }
    writeInteger(UInt8(0x30 + number % 10))
  }

  mutating func write(hex number: Int) {
    if number >= 16 { write(hex: number >> 4) }
    let digit = UInt8(number & 15)
    writeInteger(digit < 10 ? 0x30 + digit : 0x57 + digit)
  }
}
