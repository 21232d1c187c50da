extension FieldFilter {
  /// A string under way, after its opening quote: UTF-8 without overlong forms and surrogates, escapes of RFC 8259 §7, surrogates in pairs.
  struct Text {
    private enum Stage { case plain, escape, hex, lowEscape, lowMark, continuation, closed }
    private var stage = Stage.plain
    /// Bytes or digits still to come in this stage.
    private var left: UInt8 = 0
    /// What the next continuation byte may be; narrower after some first bytes.
    private var range: ClosedRange<UInt8> = 0x80...0xBF
    private var code: UInt16 = 0
    /// The first half of a pair has been read.
    private var isHigh = false
    /// Some character is written as an escape.
    private(set) var isEscaped = false

    var isClosed: Bool { stage == .closed }

    /// Goes on to just after the closing quote, or to the end.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) throws(FilterFault) -> Int {
      var at = start
      while at < end, stage != .closed {
        if stage == .plain { at = Self.plainEnd(bytes, from: at, to: end) }
        guard at < end else { break }
        try take(bytes[at], at)
        at += 1
      }
      return at
    }

    private mutating func take(_ byte: UInt8, _ at: Int) throws(FilterFault) {
      switch stage {
      case .plain: try begin(byte, at)
      case .continuation:
        guard range.contains(byte) else { throw FilterFault(.invalidUTF8, at: at) }
        range = 0x80...0xBF
        left -= 1
        if left == 0 { stage = .plain }
      case .escape:
        guard let next = Self.afterEscape(byte) else { throw FilterFault(.invalidEscape, at: at) }
        stage = next
        left = 4
        code = 0
      case .hex: try digit(byte, at)
      case .lowEscape:
        guard byte == UInt8(ascii: "\\") else { throw FilterFault(.invalidEscape, at: at) }
        stage = .lowMark
      case .lowMark:
        guard byte == UInt8(ascii: "u") else { throw FilterFault(.invalidEscape, at: at) }
        stage = .hex
        left = 4
        code = 0
      case .closed: break
      }
    }

    private mutating func begin(_ byte: UInt8, _ at: Int) throws(FilterFault) {
      switch byte {
      case UInt8(ascii: "\""): stage = .closed
      case UInt8(ascii: "\\"):
        stage = .escape
        isEscaped = true
      case 0..<0x20: throw FilterFault(.controlCharacter, at: at)
      case 0x20..<0x80: break
      default:
        switch byte {
        case 0xC2...0xDF: left = 1
        case 0xE0: (left, range) = (2, 0xA0...0xBF)
        case 0xED: (left, range) = (2, 0x80...0x9F)
        case 0xE1...0xEF: left = 2
        case 0xF0: (left, range) = (3, 0x90...0xBF)
        case 0xF4: (left, range) = (3, 0x80...0x8F)
        case 0xF1...0xF3: left = 3
        default: throw FilterFault(.invalidUTF8, at: at)
        }
        stage = .continuation
      }
    }

    private static func afterEscape(_ byte: UInt8) -> Stage? {
      switch byte {
      case UInt8(ascii: "u"): .hex
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): .plain
      case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): .plain
      default: nil
      }
    }

    private mutating func digit(_ byte: UInt8, _ at: Int) throws(FilterFault) {
      guard let value = Self.hexValue(byte) else { throw FilterFault(.invalidEscape, at: at) }
      code = code << 4 | UInt16(value)
      left -= 1
      guard left == 0 else { return }
      switch code {
      case 0xD800..<0xDC00 where !isHigh: (stage, isHigh) = (.lowEscape, true)
      case 0xDC00..<0xE000 where isHigh: (stage, isHigh) = (.plain, false)
      case 0xD800..<0xE000: throw FilterFault(.invalidEscape, at: at)
      default:
        guard !isHigh else { throw FilterFault(.invalidEscape, at: at) }
        stage = .plain
      }
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
      default: nil
      }
    }
  }
}

extension FieldFilter.Text {
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Skips what needs no thought: plain ASCII eight bytes at a time, and whole three-byte characters, of which Chinese text consists.
  private static func plainEnd(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
    var at = start
    while at + 8 <= end {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      // The top bit of each byte that is a quote, a backslash, below 0x20 or not ASCII; a borrow can only add bits above the lowest one.
      let quote = (word ^ ones &* 0x22) &- ones
      let slash = (word ^ ones &* 0x5C) &- ones
      let stops = (quote | slash | (word &- ones &* 0x20) | word) & (ones &* 0x80)
      guard stops != 0 else {
        at += 8
        continue
      }
      at += stops.trailingZeroBitCount >> 3
      let next = wideEnd(bytes, from: at, to: end)
      guard next > at else { return at }
      at = next
    }
    while at < end, bytes[at] >= 0x20, bytes[at] < 0x80, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at += 1 }
    return at
  }

  private static func wideEnd(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
    var at = start
    while at + 4 <= end {
      let word = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
      // 1110xxxx 10xxxxxx 10xxxxxx, neither overlong (E0 and below A0) nor a surrogate (ED and from A0).
      guard word & 0xC0C0F0 == 0x8080E0, word & 0x200F != 0, word & 0x200F != 0x200D else { break }
      at += 3
    }
    return at
  }

  /// The bytes that a checked string stands for. `raw` lies between the quotes.
  static func decode(_ raw: UnsafeRawBufferPointer, into decoded: inout [UInt8]) {
    decoded.removeAll(keepingCapacity: true)
    var at = 0
    while at < raw.count {
      guard raw[at] == UInt8(ascii: "\\") else {
        decoded.append(raw[at])
        at += 1
        continue
      }
      switch raw[at + 1] {
      case UInt8(ascii: "b"): decoded.append(8)
      case UInt8(ascii: "f"): decoded.append(12)
      case UInt8(ascii: "n"): decoded.append(10)
      case UInt8(ascii: "r"): decoded.append(13)
      case UInt8(ascii: "t"): decoded.append(9)
      case UInt8(ascii: "u"):
        var code = hex4(raw, at + 2)
        at += 4
        if code >> 10 == 0xD800 >> 10 {
          code = 0x10000 + (code - 0xD800) << 10 + (hex4(raw, at + 4) - 0xDC00)
          at += 6
        }
        if let scalar = Unicode.Scalar(code) { decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
      default: decoded.append(raw[at + 1])
      }
      at += 2
    }
  }

  private static func hex4(_ raw: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
    (at..<at + 4).reduce(0) { $0 << 4 | UInt32(hexValue(raw[$1]) ?? 0) }
  }
}
