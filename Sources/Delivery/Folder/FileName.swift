/// Which names of a provider's files are fit to stand in a landing area. Pure.
enum FileName {
  /// Longest name that every file system takes.
  static let mostBytes = 255

  /// The name as text, or nil with what is wrong about it: no UTF-8, empty, `.` or `..`, a separator, a control or direction character, a
  /// leading dash, a reserved device name, a mark at an end that would melt into the separator beside it, too long.
  static func check(_ bytes: [UInt8]) -> (name: String?, flaw: String) {
    guard let name = String(validating: bytes, as: UTF8.self) else { return (nil, "不是 UTF-8") }
    guard !bytes.isEmpty, name != ".", name != ".." else { return (nil, "不是文件名") }
    guard bytes.count <= mostBytes else { return (nil, "超过 \(mostBytes) 字节") }
    // By scalars: to a string a separator with a combining mark behind it is one other letter, to the file system it is a separator.
    guard !name.unicodeScalars.contains(where: { $0 == "/" || $0 == "\\" }) else { return (nil, "含路径分隔符") }
    guard !name.unicodeScalars.contains(where: isHidden) else { return (nil, "含控制字符") }
    guard name.unicodeScalars.first != "-" else { return (nil, "以连字符开头") }
    let framed = "/\(name)/"
    guard framed.first == "/", framed.last == "/" else { return (nil, "以组合字符开头或结尾") }
    let stem = name.prefix { $0 != "." }.uppercased()
    guard !reserved.contains(stem) else { return (nil, "系统保留名") }
    return (name, "")
  }

  private static let reserved: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })

  /// Control characters, line separators and those that turn the direction of writing.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// The components of a path of a provider, relative to its base; nil when one is not fit.
  static func components(_ path: String) -> [String]? {
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    return parts.allSatisfy { check(Array($0.utf8)).name != nil } ? parts : nil
  }

  /// For a list that people read: everything unusual escaped, at most 60 characters.
  static func shown(_ bytes: [UInt8]) -> String {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix(60) {
      text += isHidden(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
    return bytes.count > 60 ? text + "…" : text
  }
}
