import Foundation

/// A mail: plain text to one person. Whatever stands in it stays within its own line.
package struct Letter: Sendable, Hashable {
  package let to: String, subject: String, text: String
  /// The same letter sent twice has the same, so that a mail program can tell: `notice-12-7`.
  package let id: String
  /// As RFC 5322 writes it: `Mon, 30 Nov 2026 17:30:00 +0800`.
  package let date: String

  package init(to: String, subject: String, text: String, id: String, date: String) {
    (self.to, self.subject, self.text, self.id, self.date) = (to, subject, text, id, date)
  }

  /// One plain address: no name, no quotes, nothing that could become a second line or a second recipient.
  package static func isAddress(_ text: String) -> Bool {
    let sides = text.split(separator: "@", omittingEmptySubsequences: false)
    guard sides.count == 2, text.utf8.count <= 254, !sides[0].isEmpty, sides[0].utf8.count <= 64, !sides[1].isEmpty else { return false }
    let local = sides[0].utf8.allSatisfy { isLetter($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }
    return local && sides[1].utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  /// The whole letter as it goes out: headers and the text in base64.
  func bytes(from sender: String) -> [UInt8] {
    let domain = sender.split(separator: "@").last.map(String.init) ?? "exchange"
    let head = [
      "Date: \(Self.line(date))", "From: \(sender)", "To: \(to)", "Message-ID: <\(Self.line(id))@\(domain)>", "Subject: \(Self.encodedWords(subject))",
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
    ]
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + Self.folded(Self.base64(Array(text.utf8)))).utf8)
  }

  private static func line(_ text: String) -> String { String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F }) }

  /// RFC 2047: pieces of at most 75 characters, each of whole letters.
  static func encodedWords(_ text: String) -> String {
    var words: [String] = []
    var piece: [UInt8] = []
    for letter in text.unicodeScalars where letter.value >= 0x20 && letter.value != 0x7F {
      let bytes = Array(String(letter).utf8)
      if piece.count + bytes.count > 39 {
        words.append(base64(piece))
        piece = []
      }
      piece += bytes
    }
    words.append(base64(piece))
    return words.map { "=?UTF-8?B?\($0)?=" }.joined(separator: "\r\n ")
  }

  /// Lines of 76 characters.
  private static func folded(_ text: String) -> String {
    var out = "", rest = Substring(text)
    while !rest.isEmpty {
      out += rest.prefix(76) + "\r\n"
      rest = rest.dropFirst(76)
    }
    return out
  }

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
