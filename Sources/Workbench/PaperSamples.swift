import Printing

/// Files for tests of papers, made here byte by byte.
package enum PaperSamples {
  /// A zip archive of stored files, each holding one byte.
  package static func zip(_ names: String...) -> [UInt8] {
    func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16) }
    var files: [UInt8] = []
    var directory: [UInt8] = []
    for name in names {
      let word = Array(name.utf8)
      let rest = short(20) + short(0) + short(0) + short(0) + short(33) + long(0xD202_EF8D) + long(1) + long(1) + short(word.count) + short(0)
      directory += [0x50, 0x4B, 1, 2] + short(20) + rest + short(0) + short(0) + short(0) + long(0) + long(files.count) + word
      files += [0x50, 0x4B, 3, 4] + rest + word + [0]
    }
    let end = short(0) + short(0) + short(names.count) + short(names.count) + long(directory.count) + long(files.count) + short(0)
    return files + directory + [0x50, 0x4B, 5, 6] + end
  }

  package static let ofd = zip("OFD.xml", "Doc_0/Document.xml")
  package static let docx = zip("[Content_Types].xml", "word/document.xml")
  package static let xlsx = zip("[Content_Types].xml", "xl/workbook.xml")

  /// A page of a PDF on which these squares are drawn, five points each.
  package static func pdf(_ squares: [(x: Int, y: Int)] = []) -> [UInt8] {
    let drawn = squares.map { "\(60 + 5 * $0.x) \(700 - 5 * $0.y) 5 5 re f" }.joined(separator: "\n")
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
      "<< /Length \(drawn.utf8.count) >>\nstream\n\(drawn)\nendstream",
    ]
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (n, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(n + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { text += String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n" }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// A PDF with a mark on its page, as a scanner would give one.
  package static func pdf(mark: String) async throws -> [UInt8] {
    // Each square stands in the drawing as `M3 4h1v1h-1z`.
    let squares = try await QRCode.svg(mark).split(separator: "M").dropFirst().compactMap { piece -> (x: Int, y: Int)? in
      let numbers = piece.prefix { $0 != "h" }.split(separator: " ").compactMap { Int($0) }
      return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
    return pdf(squares)
  }
}
