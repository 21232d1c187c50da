/// Reads the marks on a scan: pictures by `zbarimg`, the first pages of a PDF made into pictures by `pdftoppm` before.
///
/// A scan comes from outside, so both programs run in a folder of their own, with limits, on a file whose name and kind we give.
package enum MarkReader {
  package enum Found: Sendable, Hashable {
    /// Every mark's text, maybe none.
    case marks([String])
    /// No program here reads this kind.
    case unsupported
  }

  static let mostPages = 3

  package static func read(_ scan: [UInt8], mediaType: String) async throws -> Found {
    try await WorkFolder.with { folder in
      switch mediaType {
      case "image/png":
        try folder.write(scan, as: "scan.png")
        return .marks(try await marks("scan.png", folder))
      case "image/jpeg":
        try folder.write(scan, as: "scan.jpg")
        return .marks(try await marks("scan.jpg", folder))
      case "application/pdf":
        try folder.write(scan, as: "scan.pdf")
        return .marks(try await pages(folder))
      default: return .unsupported
      }
    }
  }

  private static func pages(_ folder: WorkFolder) async throws -> [String] {
    // At most 2,400 dots a side, whatever size the page says it has; A4 comes out at about 200 dots an inch.
    _ = try await ChildProgram("pdftoppm").run(
      ["-f", "1", "-l", String(mostPages), "-scale-to", "2400", "-gray", "-png", "scan.pdf", "page"], in: folder)
    var found: [String] = []
    for page in folder.names(ending: ".png") {
      found += try await marks(page, folder)
    }
    return found
  }

  /// Nothing found is state 4 of the program.
  private static func marks(_ file: String, _ folder: WorkFolder) async throws -> [String] {
    let kind = file.hasSuffix(".png") ? "png" : "jpeg"
    let printed = try await ChildProgram("zbarimg").run(
      ["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", "\(kind):\(file)"], in: folder, accepted: [0, 4])
    return String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
