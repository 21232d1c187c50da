import NIOCore

/// Takes a body apart as it comes: counted, in chunks, or up to the end of the connection. Trailers are read and dropped.
struct BodyReader {
  /// Bytes of a chunk's first line, and of all trailers.
  static let mostInLine = 256, mostInTrailers = 8 << 10

  private enum State {
    case counted(Int64), size, data(Int64), dataEnd, trailers(Int), untilClose, over
  }
  private var state: State

  init(_ length: BodyLength) {
    state =
      switch length {
      case .none: .over
      case .counted(let count): count == 0 ? .over : .counted(count)
      case .chunked: .size
      case .untilClose: .untilClose
      }
  }

  var isOver: Bool {
    if case .over = state { true } else { false }
  }
  /// The end of the connection ends this body whole.
  var endsWithConnection: Bool {
    if case .untilClose = state { true } else { false }
  }

  /// The next piece of the body; nil when there is none for now, or when it is over.
  mutating func next(_ inbox: inout ByteBuffer) throws(WireFault) -> ByteBuffer? {
    while true {
      switch state {
      case .over: return nil
      case .untilClose: return inbox.readableBytes > 0 ? inbox.readSlice(length: inbox.readableBytes) : nil
      case .counted(let left):
        guard let (piece, rest) = Self.take(&inbox, left) else { return nil }
        state = rest == 0 ? .over : .counted(rest)
        return piece
      case .data(let left):
        guard let (piece, rest) = Self.take(&inbox, left) else { return nil }
        state = rest == 0 ? .dataEnd : .data(rest)
        return piece
      case .dataEnd:
        guard inbox.readableBytes >= 2 else { return nil }
        guard inbox.readInteger(as: UInt16.self) == 0x0D0A else { throw .invalid }
        state = .size
      case .size:
        guard let line = try Self.line(&inbox, most: Self.mostInLine) else { return nil }
        let size = try Self.size(line)
        state = size == 0 ? .trailers(0) : .data(size)
      case .trailers(let before):
        guard let line = try Self.line(&inbox, most: Self.mostInTrailers - before) else { return nil }
        state = line.readableBytes == 0 ? .over : .trailers(before + line.readableBytes + 2)
      }
    }
  }

  private static func take(_ inbox: inout ByteBuffer, _ left: Int64) -> (piece: ByteBuffer, rest: Int64)? {
    let count = min(Int64(inbox.readableBytes), left)
    guard count > 0, let piece = inbox.readSlice(length: Int(count)) else { return nil }
    return (piece, left - count)
  }

  /// A line without its end; nil while that has not come.
  private static func line(_ inbox: inout ByteBuffer, most: Int) throws(WireFault) -> ByteBuffer? {
    let view = inbox.readableBytesView
    guard let end = view.firstIndex(of: WireBytes.lf) else {
      guard view.count <= most else { throw .tooLarge }
      return nil
    }
    let length = end - view.startIndex
    guard length <= most + 1 else { throw .tooLarge }
    guard length > 0, view[end - 1] == WireBytes.cr, let line = inbox.readSlice(length: length - 1) else { throw .invalid }
    inbox.moveReaderIndex(forwardBy: 2)
    return line
  }

  /// `1a2b;name=value`: at most fifteen digits; what stands behind them says nothing to us.
  private static func size(_ line: ByteBuffer) throws(WireFault) -> Int64 {
    var (size, digits): (Int64, Int) = (0, 0)
    for byte in line.readableBytesView {
      guard let digit = WireBytes.digit(hex: byte) else {
        guard byte == UInt8(ascii: ";") || byte == WireBytes.space || byte == WireBytes.tab else { throw .invalid }
        break
      }
      (size, digits) = (size << 4 | Int64(digit), digits + 1)
      guard digits <= 15 else { throw .tooLarge }
    }
    guard digits > 0 else { throw .invalid }
    return size
  }
}
