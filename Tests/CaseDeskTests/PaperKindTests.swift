import Testing
import Workbench

@testable import CaseDesk

@Suite struct `The kind of a paper` {
  private static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [0, 0, 0, 1] + Array("IHDR".utf8) + [7] + [0, 0, 0, 0] + [0, 0, 0, 0] + Array("IEND".utf8)
    + [0, 0, 0, 0]
  private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDA, 0, 2, 9, 9, 9, 0xFF, 0xD9]

  @Test(arguments: [
    (PaperSamples.pdf(), "a.pdf", "application/pdf"), (png, "a.png", "image/png"), (jpeg, "a.jpg", "image/jpeg"), (jpeg + [0, 0], "a.jpg", "image/jpeg"),
    (PaperSamples.ofd, "a.ofd", "application/ofd"),
    (PaperSamples.docx, "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (PaperSamples.xlsx, "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (Array(#"{"openapi":"3.1.0"}"#.utf8), "api.json", "application/json"), (Array("openapi: 3.1.0\n".utf8), "api.yaml", "text/yaml"),
  ]) func `is told by its content`(body: [UInt8], file: String, type: String) {
    #expect(PaperKind(of: body, file: file)?.rawValue == type)
  }

  @Test func `is not told by its name`() {
    #expect(PaperKind(of: PaperSamples.docx, file: "a.ofd") == .docx)
    #expect(PaperKind(of: PaperSamples.pdf(), file: "a.png") == .pdf)
    #expect(PaperKind(of: Array("%PDF".utf8), file: "a.pdf") == nil)
    #expect(PaperKind(of: Array("<html>".utf8), file: "a.html") == nil)
  }

  /// Where a file was cut off, its end is missing. A text that was cut off is still a text.
  @Test(arguments: [PaperSamples.pdf(), png, jpeg, PaperSamples.ofd, PaperSamples.docx, PaperSamples.xlsx])
  func `of a file that was cut off is none`(body: [UInt8]) {
    for length in 0..<body.count - 2 { #expect(PaperKind(of: Array(body.prefix(length)), file: "a") == nil, "\(length) of \(body.count)") }
  }

  @Test(arguments: [
    ("a PDF that is an archive too", PaperSamples.pdf() + PaperSamples.docx), ("an archive behind a picture", png + PaperSamples.docx),
    ("an archive behind a photo", jpeg + PaperSamples.docx), ("bytes before the archive", [0x50, 0x4B, 3, 4] + PaperSamples.docx),
    ("bytes after the archive", PaperSamples.docx + [0]), ("bytes after a picture", png + [0]), ("bytes after a photo", jpeg + [1]),
    ("Word and Excel at once", PaperSamples.zip("[Content_Types].xml", "word/document.xml", "xl/workbook.xml")),
    ("OFD and Word at once", PaperSamples.zip("OFD.xml", "[Content_Types].xml", "word/document.xml")),
    ("a name twice", PaperSamples.zip("OFD.xml", "OFD.xml")), ("macros", PaperSamples.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    ("any other archive", PaperSamples.zip("a.txt")), ("an archive that a reader takes for a PDF", PaperSamples.zip("%PDF-1.4", "OFD.xml")),
    ("nothing", []), ("a program", [0x7F, 0x45, 0x4C, 0x46]),
  ] as [(String, [UInt8])]) func `of what is two things at once, or none, is none`(what: String, body: [UInt8]) {
    #expect(PaperKind(of: body, file: "a.pdf") == nil, "\(what)")
  }

  @Test(arguments: ["a", "服务接口申请表(盖章).pdf", String(repeating: "表", count: 200), "a b.pdf", "caf\u{E9}.pdf"])
  func `goes with a plain file name`(_ name: String) { #expect(NewPaper.isPlain(name)) }

  @Test(arguments: [
    "", " ", ".", "..", "a/b.pdf", "a\\b.pdf", "../a.pdf", "a\nb.pdf", "a\0.pdf", "a\u{202E}fdp.exe", "a\u{2066}b", "a\u{200B}b", "a\u{7F}", "\u{2028}",
    String(repeating: "a", count: 201),
  ]) func `does not go with a name that hides something`(_ name: String) { #expect(!NewPaper.isPlain(name)) }
}
