extension FieldFilter {
  /// A number under way, by the grammar of RFC 8259 §6. Its size is nobody's business here: `1e999` passes as it is written.
  struct Number {
    private enum Stage { case minus, zero, whole, point, fraction, mark, sign, power }
    private var stage = Stage.minus

    init() {}

    /// Nil if no number begins with this byte.
    init?(_ first: UInt8) {
      switch first {
      case UInt8(ascii: "-"): stage = .minus
      case UInt8(ascii: "0"): stage = .zero
      case UInt8(ascii: "1")...UInt8(ascii: "9"): stage = .whole
      default: return nil
      }
    }

    /// Nothing is missing.
    var isComplete: Bool {
      switch stage {
      case .zero, .whole, .fraction, .power: true
      case .minus, .point, .mark, .sign: false
      }
    }

    /// The place of the first byte that is no longer the number's.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) throws(FilterFault) -> Int {
      var at = start
      while at < end {
        guard let next = Self.after(stage, bytes[at]) else {
          guard isComplete else { throw FilterFault(.invalidNumber, at: at) }
          return at
        }
        stage = next
        at += 1
      }
      return end
    }

    private static func after(_ stage: Stage, _ byte: UInt8) -> Stage? {
      switch (stage, byte) {
      case (.minus, UInt8(ascii: "0")): .zero
      case (.minus, UInt8(ascii: "1")...UInt8(ascii: "9")), (.whole, UInt8(ascii: "0")...UInt8(ascii: "9")): .whole
      case (.zero, UInt8(ascii: ".")), (.whole, UInt8(ascii: ".")): .point
      case (.point, UInt8(ascii: "0")...UInt8(ascii: "9")), (.fraction, UInt8(ascii: "0")...UInt8(ascii: "9")): .fraction
      case (.zero, UInt8(ascii: "e")), (.whole, UInt8(ascii: "e")), (.fraction, UInt8(ascii: "e")): .mark
      case (.zero, UInt8(ascii: "E")), (.whole, UInt8(ascii: "E")), (.fraction, UInt8(ascii: "E")): .mark
      case (.mark, UInt8(ascii: "+")), (.mark, UInt8(ascii: "-")): .sign
      case (.mark, UInt8(ascii: "0")...UInt8(ascii: "9")), (.sign, UInt8(ascii: "0")...UInt8(ascii: "9")): .power
      case (.power, UInt8(ascii: "0")...UInt8(ascii: "9")): .power
      default: nil
      }
    }
  }
}
