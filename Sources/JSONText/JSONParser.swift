/// Strict RFC 8259: one value, UTF-8 without marks, no duplicate keys, bounded depth and length.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSONLimits
  var at = 0

  init(_ bytes: [UInt8], _ limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONFault) -> JSON {
    guard bytes.count <= limits.bytes else { throw JSONFault(.tooLong, at: limits.bytes) }
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard at == bytes.count else { throw JSONFault(.trailingText, at: at) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSON {
    guard depth <= limits.depth else { throw JSONFault(.tooDeep, at: at) }
    guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSON {
    at += 1
    var members: [JSONObject.Member] = []
    var seen: Set<String> = []
    skipSpace()
    if try taken(UInt8(ascii: "}")) { return .object(JSONObject()) }
    while true {
      skipSpace()
      let start = at
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw JSONFault(at < bytes.count ? .syntax : .unexpectedEnd, at: at) }
      let name = try string()
      guard seen.insert(name).inserted else { throw JSONFault(.duplicateKey, at: start) }
      skipSpace()
      guard try taken(UInt8(ascii: ":")) else { throw JSONFault(.syntax, at: at) }
      skipSpace()
      members.append(JSONObject.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if try taken(UInt8(ascii: ",")) { continue }
      guard try taken(UInt8(ascii: "}")) else { throw JSONFault(.syntax, at: at) }
      return .object(JSONObject(members))
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSON {
    at += 1
    var values: [JSON] = []
    skipSpace()
    if try taken(UInt8(ascii: "]")) { return .array([]) }
    while true {
      skipSpace()
      values.append(try value(depth: depth + 1))
      skipSpace()
      if try taken(UInt8(ascii: ",")) { continue }
      guard try taken(UInt8(ascii: "]")) else { throw JSONFault(.syntax, at: at) }
      return .array(values)
    }
  }

  private mutating func string() throws(JSONFault) -> String {
    let opening = at
    at += 1
    var text: [UInt8] = []
    while true {
      guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else { throw JSONFault(.invalidUTF8, at: opening) }
        return valid
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw JSONFault(.controlCharacter, at: at - 1)
      default: text.append(byte)
      }
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
    guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      let start = at - 2
      var code = try hex4()
      if (0xD800..<0xDC00).contains(code) {
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
          throw JSONFault(.invalidEscape, at: start)
        }
        at += 2
        let low = try hex4()
        guard (0xDC00..<0xE000).contains(low) else { throw JSONFault(.invalidEscape, at: start) }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw JSONFault(.invalidEscape, at: start) }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw JSONFault(.invalidEscape, at: at - 2)
    }
  }

  private mutating func hex4() throws(JSONFault) -> UInt32 {
    guard at + 4 <= bytes.count else { throw JSONFault(.unexpectedEnd, at: bytes.count) }
    var code: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw JSONFault(.invalidEscape, at: at) }
      code = code << 4 + UInt32(digit)
    }
    at += 4
    return code
  }

  private mutating func number() throws(JSONFault) -> String {
    let start = at
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: "0") { at += 1 } else { try digits(from: start) }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      try digits(from: start)
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      try digits(from: start)
    }
    let literal = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let value = Double(literal), value.isFinite else { throw JSONFault(.invalidNumber, at: start) }
    return literal
  }

  private mutating func digits(from start: Int) throws(JSONFault) {
    let first = at
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    guard at > first else { throw JSONFault(at < bytes.count ? .syntax : .unexpectedEnd, at: start) }
  }

  private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
    let wanted = text.utf8CodeUnitCount
    guard at + wanted <= bytes.count else { throw JSONFault(.syntax, at: at) }
    let same = text.withUTF8Buffer { buffer in bytes[at..<at + wanted].elementsEqual(buffer) }
    guard same else { throw JSONFault(.syntax, at: at) }
    at += wanted
    return value
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  private mutating func taken(_ byte: UInt8) throws(JSONFault) -> Bool {
    guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
    guard bytes[at] == byte else { return false }
    at += 1
    return true
  }
}

extension JSON {
  /// Reads exactly one value; anything doubtful is a fault with its place.
  package static func parse(_ bytes: [UInt8], limits: JSONLimits = .api) throws(JSONFault) -> JSON {
    var parser = JSONParser(bytes, limits)
    return try parser.document()
  }

  package static func parse(_ text: String, limits: JSONLimits = .api) throws(JSONFault) -> JSON {
    try parse(Array(text.utf8), limits: limits)
  }
}
