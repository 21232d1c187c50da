/// Where values begin and end: the only places that write.
extension FieldFilter {
  /// Nothing is written before the first byte is known to begin a value.
  mutating func beginValue(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ out: inout [UInt8]) throws(FilterFault) {
    let byte = bytes[at]
    let opens = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    if opens {
      guard outer.count < maxDepth else { throw FilterFault(.tooDeep, at: at) }
    } else {
      try beginScalar(byte, at)
    }
    switch reach {
    case .none: break
    case .whole: if run == nil { beginRun(bytes, at, &out) }
    case .part:
      if opens {
        writeName(bytes, &out)
        out.append(byte)
      } else {
        forgetName()
      }
    }
    if opens { open(isObject: byte == UInt8(ascii: "{")) }
  }

  private mutating func beginScalar(_ byte: UInt8, _ at: Int) throws(FilterFault) {
    switch byte {
    case UInt8(ascii: "\""):
      text = Text()
      state = .text
    case UInt8(ascii: "t"): beginWord(0x65_75_72)
    case UInt8(ascii: "f"): beginWord(0x65_73_6C_61)
    case UInt8(ascii: "n"): beginWord(0x6C_6C_75)
    default:
      guard let begun = Number(byte) else { throw FilterFault(.syntax, at: at) }
      number = begun
      state = .number
    }
  }

  /// - Parameter rest: the letters still to come, the first one lowest.
  private mutating func beginWord(_ rest: UInt32) {
    word = rest
    state = .word
  }

  private mutating func open(isObject: Bool) {
    outer.append(top)
    serial += 1
    top = Frame(reach: reach, isObject: isObject, serial: serial, names: names.count)
    state = isObject ? .firstName : .firstElement
  }

  mutating func close(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ out: inout [UInt8]) {
    if case .part = top.reach { out.append(bytes[at]) }
    if top.isObject { names.keep(top.names) }
    top = outer.removeLast()
    endValue(bytes, at + 1, &out)
  }

  mutating func endValue(_ bytes: UnsafeRawBufferPointer, _ end: Int, _ out: inout [UInt8]) {
    if let start = run, outer.count == runDepth {
      Self.copy(bytes, start..<end, &out)
      run = nil
    }
    state = outer.isEmpty ? .end : .after
  }

  /// A granted value begins; it is copied in one go at its end, or piece by piece.
  private mutating func beginRun(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ out: inout [UInt8]) {
    runDepth = outer.count
    if let place = name, place.upperBound + 1 == at {
      // Only the colon lies between: name and value go together.
      writeComma(&out)
      run = place.lowerBound
      name = nil
    } else {
      writeName(bytes, &out)
      run = at
    }
  }

  private mutating func writeComma(_ out: inout [UInt8]) {
    if top.isStarted { out.append(UInt8(ascii: ",")) }
    top.isStarted = true
  }

  private mutating func writeName(_ bytes: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    writeComma(&out)
    guard top.isObject else { return }
    if let place = name { Self.copy(bytes, place, &out) } else { out.append(contentsOf: kept) }
    out.append(UInt8(ascii: ":"))
    forgetName()
  }
}
