import JSONText

/// The same rules over a whole tree: slow, short, and without a line in common with the filter.
struct FieldFilterModel {
  let paths: [[String]]
  init(_ items: [String]) { paths = items.map { $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init) } }

  func answer(_ json: JSON) -> JSON { Self.part(of: json, paths) ?? .null }

  private static func part(of json: JSON, _ paths: [[String]]) -> JSON? {
    if paths.isEmpty { return nil }
    if paths.contains([]) { return json }
    switch json {
    case .array(let values): return .array(values.compactMap { part(of: $0, paths) })
    case .object(let object):
      return .object(
        JSONObject(
          object.members.compactMap { member in
            let below = paths.filter { $0.first == member.name }.map { Array($0.dropFirst()) }
            return part(of: member.value, below).map { JSONObject.Member(name: member.name, value: $0) }
          }))
    default: return nil
    }
  }
}

/// Random answers and grants over few names, so that they meet. The same seed gives the same ones.
struct FieldFilterGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  private static let names = ["a", "b", "no", "data", "编号", "😀", "", "a.b", "long name of a member", "\"\\/\u{1}"]
  private static let steps = ["a", "b", "no", "data", "编号", "😀", "long name of a member", "\"\\/\u{1}"]
  private static let scalars = [
    "0", "-0", "12", "-3.50", "1e3", "2E-7", "0.0", "true", "false", "null", #""""#,
    #""plain text of some length""#, #""张三李四王五""#, #""é😀ñ""#,
    #""\u5f20\ud83d\ude00\n""#, #""\"\\""#, #""}{][,:""#,
  ]

  mutating func items() -> [String] {
    (0..<Int.random(in: 1...4, using: &self)).map { _ in
      (0..<Int.random(in: 1...3, using: &self)).map { _ in Self.steps.randomElement(using: &self) ?? "a" }.joined(separator: ".")
    }
  }

  mutating func answer(depth: Int = 0) -> String {
    let kind = Int.random(in: 0..<10, using: &self)
    if depth == 6 || kind < (depth < 2 ? 1 : 4) { return space() + (Self.scalars.randomElement(using: &self) ?? "0") + space() }
    if kind < 7 {
      let members = Self.names.shuffled(using: &self).prefix(Int.random(in: 0...5, using: &self))
      let texts = members.map { space() + quoted($0) + space() + ":" + answer(depth: depth + 1) }
      return space() + "{" + texts.joined(separator: ",") + space() + "}" + space()
    }
    let count = Int.random(in: 0...4, using: &self)
    return space() + "[" + (0..<count).map { _ in answer(depth: depth + 1) }.joined(separator: ",") + space() + "]" + space()
  }

  mutating func cuts(_ count: Int) -> [Int] {
    (0..<Int.random(in: 0...8, using: &self)).map { _ in Int.random(in: 0...count, using: &self) }
  }

  /// One to three bytes changed, taken out or put in.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      let byte = Array("\"\\{}[],:0-.eEut1a \n".utf8).randomElement(using: &self) ?? 0
      switch Int.random(in: 0..<4, using: &self) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(byte, at: place)
      case 2: bytes[place] = UInt8.random(in: 0...255, using: &self)
      default: bytes[place] = byte
      }
    }
    return bytes
  }

  private mutating func space() -> String {
    Int.random(in: 0..<8, using: &self) == 0 ? [" ", "\n  ", "\t\r\n"].randomElement(using: &self) ?? "" : ""
  }

  /// Each character plain where it may be, or as an escape.
  private mutating func quoted(_ name: String) -> String {
    var text = "\""
    let escapes = Int.random(in: 0..<4, using: &self) == 0
    for scalar in name.unicodeScalars {
      let must = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
      guard must || escapes && Bool.random(using: &self) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let hex = String(unit, radix: 16, uppercase: Bool.random(using: &self))
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    return text + "\""
  }
}
