import Measures
import Vocabulary

/// A paper as it comes in. Its kind is judged by its content, never by the name alone (EX §5).
package struct NewPaper: Sendable {
  package static let mostBytes = 20 * 1024 * 1024

  package let name: String
  package let file: String
  package let mediaType: String
  package let body: [UInt8]

  package init(name: String, file: String, body: [UInt8]) {
    self.name = name
    self.file = file
    self.body = body
    mediaType = Self.type(of: body, file: file) ?? ""
  }

  /// E79 for what is no lawful paper, E61 for a scan of another kind.
  func check() throws(Refused) {
    let refusal: Refusal = name == "stamped-form" ? .wrongScan : .wrongPaper
    let types = name == "stamped-form" ? Self.scans : Self.scans.union(Self.others)
    let fileIsPlain = !file.isEmpty && file.count <= 200 && !file.contains("/") && !file.contains("\\") && !file.contains { $0.isNewline || $0 == "\0" }
    guard !body.isEmpty, body.count <= Self.mostBytes, fileIsPlain, types.contains(mediaType) else { throw Refused(refusal.at("/papers/\(name)")) }
    guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }), (1...40).contains(name.count) else {
      throw Refused(Refusal.wrongPaper.at("/papers"))
    }
  }

  private static let scans: Set<String> = ["application/pdf", "application/ofd", "image/jpeg", "image/png"]
  private static let others: Set<String> = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/json", "text/yaml",
  ]

  /// By the first bytes; the three zip formats are told apart by name, an interface document by being JSON or YAML text.
  private static func type(of body: [UInt8], file: String) -> String? {
    let ending = file.split(separator: ".").last?.lowercased() ?? ""
    if body.starts(with: Array("%PDF-".utf8)) { return "application/pdf" }
    if body.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if body.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if body.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      switch ending {
      case "ofd": return "application/ofd"
      case "docx": return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      case "xlsx": return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      default: return nil
      }
    }
    guard String(validating: body, as: UTF8.self) != nil, !body.contains(0) else { return nil }
    return ["json": "application/json", "yaml": "text/yaml", "yml": "text/yaml"][ending]
  }
}
