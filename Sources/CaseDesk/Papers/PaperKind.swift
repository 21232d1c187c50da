import JSONText

/// The kinds of file that a case takes (EX §5), told apart by what lies in them. A file that ends too early, or that is two kinds at once,
/// is none.
enum PaperKind: String, Sendable, CaseIterable {
  case pdf = "application/pdf"
  case ofd = "application/ofd"
  case jpeg = "image/jpeg"
  case png = "image/png"
  case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  /// Interface descriptions (EX-7c) are texts.
  case json = "application/json"
  case yaml = "text/yaml"

  /// A text that describes an interface; no office paper (EX §5).
  var isInterfaceText: Bool { [.json, .yaml].contains(self) }

  /// May be the scan of a sealed form (EX-12b).
  var isScan: Bool { [.pdf, .ofd, .jpeg, .png].contains(self) }

  /// - Parameter file: tells the two kinds of text apart, nothing else.
  init?(of body: [UInt8], file: String) {
    let found: PaperKind?
    if body.starts(with: Array("%PDF-".utf8)) {
      found = Self.isWholePDF(body) ? .pdf : nil
    } else if body.starts(with: [0xFF, 0xD8, 0xFF]) {
      found = Self.isWholeJPEG(body) && !Self.hidesAnother(body) ? .jpeg : nil
    } else if body.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      found = Self.isWholePNG(body) && !Self.hidesAnother(body) ? .png : nil
    } else if body.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      found = Self.contains("%PDF-", in: body.prefix(1024)) ? nil : ZipNames(body).flatMap { Self.package($0.names) }
    } else {
      found = Self.text(body, file)
    }
    guard let found else { return nil }
    self = found
  }

  /// The three formats that are zip archives, by the parts that each must have. Word and Excel files with macros are none of them.
  private static func package(_ names: [String]) -> PaperKind? {
    let set = Set(names)
    let isOffice = set.contains("[Content_Types].xml")
    let kinds: [PaperKind] = [
      set.contains("OFD.xml") ? .ofd : nil, isOffice && set.contains("word/document.xml") ? .docx : nil,
      isOffice && set.contains("xl/workbook.xml") ? .xlsx : nil,
    ].compactMap(\.self)
    let hasMacros = names.contains { $0.lowercased().hasSuffix("vbaproject.bin") }
    return kinds.count == 1 && !hasMacros && !(isOffice && kinds == [.ofd]) ? kinds[0] : nil
  }

  /// Ends with its own mark within the last 1,024 bytes, as readers look for it, and is no archive as well.
  private static func isWholePDF(_ body: [UInt8]) -> Bool { contains("%%EOF", in: body.suffix(1024)) && !ZipNames.isArchive(body) }

  /// From chunk to chunk, the first the picture's head, the last its end and the file's.
  private static func isWholePNG(_ body: [UInt8]) -> Bool {
    var at = 8
    var isFirst = true
    while at + 12 <= body.count {
      let length = Int(body[at]) << 24 | Int(body[at + 1]) << 16 | Int(body[at + 2]) << 8 | Int(body[at + 3])
      let kind = String(decoding: body[at + 4..<at + 8], as: UTF8.self)
      guard isFirst == (kind == "IHDR"), at + 12 + length <= body.count else { return false }
      if kind == "IEND" { return length == 0 && at + 12 == body.count }
      isFirst = false
      at += 12 + length
    }
    return false
  }

  /// From segment to segment up to the picture itself, and the end mark last; cameras may fill up with zeros after it.
  private static func isWholeJPEG(_ body: [UInt8]) -> Bool {
    var at = 2
    while at + 4 <= body.count, body[at] == 0xFF {
      if body[at + 1] == 0xFF {
        at += 1
        continue
      }
      let length = Int(body[at + 2]) << 8 | Int(body[at + 3])
      guard length >= 2, at + 2 + length <= body.count else { return false }
      if body[at + 1] == 0xDA {
        guard let last = body.lastIndex(where: { $0 != 0 }) else { return false }
        return last > at + 2 + length && body[last] == 0xD9 && body[last - 1] == 0xFF
      }
      at += 2 + length
    }
    return false
  }

  /// A picture that a reader of documents or of archives would take for one of its own.
  private static func hidesAnother(_ body: [UInt8]) -> Bool { contains("%PDF-", in: body.prefix(1024)) || ZipNames.isArchive(body) }

  private static func contains(_ word: String, in part: ArraySlice<UInt8>) -> Bool {
    let wanted = Array(word.utf8)
    return part.count >= wanted.count
      && (part.startIndex...part.endIndex - wanted.count).contains { part[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  private static func text(_ body: [UInt8], _ file: String) -> PaperKind? {
    guard String(validating: body, as: UTF8.self) != nil, !body.contains(where: { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13 }) else { return nil }
    switch file.split(separator: ".").last?.lowercased() {
    case "json": return (try? JSON.parse(body, limits: JSONLimits(bytes: NewPaper.mostBytes, depth: 64))) == nil ? nil : .json
    case "yaml", "yml": return .yaml
    default: return nil
    }
  }
}
