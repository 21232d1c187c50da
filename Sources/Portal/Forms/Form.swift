/// What a form or a query sent: names and values in their order, and files.
struct Form: Sendable {
  struct File: Sendable {
    let field: String, name: String, content: [UInt8]
  }

  private(set) var pairs: [(name: String, value: String)] = []
  private(set) var files: [File] = []

  init() {}

  /// `a=1&b=%E4%BA%8C`; what is no UTF-8 is left out.
  init(urlEncoded text: String) {
    for part in text.split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = sides.first.flatMap({ Self.decode($0) }), !name.isEmpty else { continue }
      pairs.append((name, sides.count > 1 ? Self.decode(sides[1]) ?? "" : ""))
    }
  }

  /// `multipart/form-data`; nil where it is not well formed.
  init?(multipart body: [UInt8], boundary: String) {
    let mark = Array("--\(boundary)".utf8)
    var parts: [ArraySlice<UInt8>] = []
    var at = body.startIndex
    var from: Int?
    while let place = Self.find(mark, in: body, from: at) {
      if let from { parts.append(body[from..<max(from, place - 2)]) }
      at = place + mark.count
      if body[at...].starts(with: [0x2D, 0x2D]) { break }
      from = at + 2
      guard at + 2 <= body.count else { return nil }
    }
    for part in parts {
      guard let end = Self.find([13, 10, 13, 10], in: body, from: part.startIndex), end <= part.endIndex else { return nil }
      let head = String(decoding: body[part.startIndex..<end], as: UTF8.self)
      guard let name = Self.parameter("name", of: head) else { return nil }
      let content = Array(body[(end + 4)..<max(end + 4, part.endIndex)])
      if let file = Self.parameter("filename", of: head) {
        if !file.isEmpty { files.append(File(field: name, name: file, content: content)) }
      } else {
        pairs.append((name, String(decoding: content, as: UTF8.self)))
      }
    }
  }

  subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }
  func file(_ field: String) -> File? { files.first { $0.field == field } }
  var isEmpty: Bool { pairs.isEmpty && files.isEmpty }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    var at = start
    while at + wanted.count <= bytes.count {
      if bytes[at] == first, bytes[at..<(at + wanted.count)].elementsEqual(wanted) { return at }
      at += 1
    }
    return nil
  }

  private static func parameter(_ name: String, of head: String) -> String? {
    guard let start = head.range(of: "; \(name)=\"") else { return nil }
    return head[start.upperBound...].range(of: "\"").map { String(head[start.upperBound..<$0.lowerBound]) }
  }

  static func decode(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        guard rest.count >= 2, let high = rest.popFirst().flatMap({ hexadecimal($0) }), let low = rest.popFirst().flatMap({ hexadecimal($0) }) else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

extension String {
  fileprivate func range(of other: String) -> Range<String.Index>? { self[...].range(of: other) }
}
extension Substring {
  fileprivate func range(of other: String) -> Range<String.Index>? { firstRange(of: other) }
}
