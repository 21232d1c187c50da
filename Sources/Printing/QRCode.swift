/// The square mark on a printed page, by which a scan of it is told again. Drawn by the program `qrencode`, read by `zbarimg`.
package enum QRCode {
  /// An inline SVG of the mark. The program's own output is not put into the page: only its squares are.
  ///
  /// - Parameter text: ASCII of at most 500 characters, none of which a program could take for an option.
  package static func svg(_ text: String) async throws -> String {
    let ascii = try await WorkFolder.with { folder in
      try await ChildProgram("qrencode").run(["-t", "ASCII", "-m", "2", "-l", "M", "-o", "-", "--", text], in: folder)
    }
    return draw(String(decoding: ascii, as: UTF8.self))
  }

  /// A PNG of the mark, for what wants a picture.
  package static func png(_ text: String) async throws -> [UInt8] {
    try await WorkFolder.with { folder in
      try await ChildProgram("qrencode").run(["-t", "PNG", "-s", "6", "-m", "4", "-l", "M", "-o", "-", "--", text], in: folder)
    }
  }

  /// Each module is two characters wide: `##` dark, two blanks light.
  static func draw(_ ascii: String) -> String {
    let lines = ascii.split(separator: "\n").map { Array($0.utf8) }
    let width = (lines.map(\.count).max() ?? 0) / 2
    var path = ""
    for (y, line) in lines.enumerated() {
      for x in 0..<line.count / 2 where line[2 * x] == UInt8(ascii: "#") { path += "M\(x) \(y)h1v1h-1z" }
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(lines.count)" shape-rendering="crispEdges" role="img">\
      <rect width="\(width)" height="\(lines.count)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }
}
