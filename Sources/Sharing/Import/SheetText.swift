import Glibc

/// The text of a CSV file, whatever office program wrote it: UTF-8 with or without its mark, or GB18030 (GBK and GB2312 are parts of it).
///
/// What is valid UTF-8 is UTF-8; anything else must be valid GB18030 to the last byte. Nothing is guessed from half a file.
package struct SheetText: Sendable, Hashable {
  package enum Encoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf8Marked = "UTF-8 BOM"
    case gb18030 = "GB18030"
  }

  package let encoding: Encoding
  /// UTF-8 without a mark.
  package let bytes: [UInt8]

  package init(_ file: [UInt8]) throws(SheetUnreadable) {
    guard !file.starts(with: [0xFF, 0xFE]), !file.starts(with: [0xFE, 0xFF]) else {
      throw SheetUnreadable("文件是UTF-16编码,请另存为UTF-8或GB18030(ANSI)编码的CSV")
    }
    guard !file.contains(0) else { throw SheetUnreadable("文件不是文本") }
    let isMarked = file.starts(with: [0xEF, 0xBB, 0xBF])
    let bare = isMarked ? Array(file.dropFirst(3)) : file
    if String(validating: bare, as: UTF8.self) != nil {
      encoding = isMarked ? .utf8Marked : .utf8
      bytes = bare
    } else if !isMarked, let converted = Self.fromGB18030(file) {
      encoding = .gb18030
      bytes = converted
    } else {
      throw SheetUnreadable("文件编码不是UTF-8或GB18030,请另存为UTF-8编码的CSV")
    }
  }

  /// nil when any byte is none of GB18030.
  private static func fromGB18030(_ file: [UInt8]) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    // A GB18030 sign of two bytes takes three in UTF-8 at most, one of a single byte takes one.
    let room = file.count * 2 + 16
    var input = file.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: room)
    var (inputLeft, outputLeft) = (input.count, room)
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        return iconv(converter, &from, &inputLeft, &to, &outputLeft)
      }
    }
    guard status >= 0, inputLeft == 0 else { return nil }
    return output.prefix(room - outputLeft).map { UInt8(bitPattern: $0) }
  }
}
