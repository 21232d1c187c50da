/// Walking through one piece. Offsets of faults are within the piece here.
extension FieldFilter {
  mutating func take(_ bytes: UnsafeRawBufferPointer, _ out: inout [UInt8]) throws(FilterFault) {
    let end = bytes.count
    var at = 0
    while at < end {
      switch state {
      case .text:
        at = try text.scan(bytes, from: at, to: end)
        if text.isClosed { endValue(bytes, at, &out) }
      case .name: at = try takeName(bytes, from: at)
      case .droppedName:
        at = try text.scan(bytes, from: at, to: end)
        if text.isClosed { state = .colon }
      case .number:
        at = try number.scan(bytes, from: at, to: end)
        if at < end { endValue(bytes, at, &out) }
      case .word:
        guard bytes[at] == UInt8(truncatingIfNeeded: word) else { throw FilterFault(.syntax, at: at) }
        word >>= 8
        at += 1
        if word == 0 { endValue(bytes, at, &out) }
      default:
        if !Self.isSpace(bytes[at]) { try takeMark(bytes, at, &out) }
        at += 1
      }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// What is begun and lies in this piece is copied or kept before the piece is gone.
  mutating func keepForNextPiece(_ bytes: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    if let start = run {
      Self.copy(bytes, start..<bytes.count, &out)
      run = 0
    }
    if let part = name {
      Self.copy(bytes, state == .name ? part.lowerBound..<bytes.count : part, &kept)
      name = nil
    }
  }

  static func copy(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ out: inout [UInt8]) {
    out.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// Everything outside strings, numbers and words.
  private mutating func takeMark(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ out: inout [UInt8]) throws(FilterFault) {
    let byte = bytes[at]
    switch (state, byte) {
    case (.firstElement, UInt8(ascii: "]")), (.firstName, UInt8(ascii: "}")): close(bytes, at, &out)
    case (.value, _), (.firstElement, _): try beginValue(bytes, at, &out)
    case (.firstName, UInt8(ascii: "\"")), (.nextName, UInt8(ascii: "\"")): beginName(at)
    case (.colon, UInt8(ascii: ":")): state = .value
    case (.after, UInt8(ascii: ",")):
      reach = top.reach
      state = top.isObject ? .nextName : .value
    case (.after, UInt8(ascii: "}")) where top.isObject, (.after, UInt8(ascii: "]")) where !top.isObject: close(bytes, at, &out)
    case (.end, _), (.closed, _): throw FilterFault(.trailingText, at: at)
    default: throw FilterFault(.syntax, at: at)
    }
  }
}
