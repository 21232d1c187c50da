/// Status line and headers as they come in. A new status line (after `100 Continue`) begins anew; what follows the body is not kept.
struct ResponseHead: Sendable {
  /// Most bytes of all head lines together.
  static let most = 256 << 10

  private(set) var headers: [(String, String)] = []
  private var bytes = 0
  var hasEnded = false

  /// False when the head is too long.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    bytes += line.count
    guard bytes <= Self.most else { return false }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      headers = []
    } else if !hasEnded, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      headers.append((Self.trimmed(text[..<colon]), Self.trimmed(text[text.index(after: colon)...])))
    }
    return true
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    let rest = text.drop(while: isBlank)
    return String(rest.prefix((rest.lastIndex { !isBlank($0) }).map { rest.distance(from: rest.startIndex, to: $0) + 1 } ?? 0))
  }
}
