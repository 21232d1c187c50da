import Testing

@testable import Printing

@Suite struct `A square mark` {
  private let text = "exchange-form:SQ-20261125-000018:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

  @Test func `is drawn as squares alone`() async throws {
    let svg = try await QRCode.svg(text)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>") && svg.contains("M2 2h1v1h-1z") && !svg.contains("script"))
    #expect(QRCode.draw("##  \n  ##\n").contains("viewBox=\"0 0 2 2\"") && QRCode.draw("##  \n  ##\n").contains("M0 0h1v1h-1zM1 1h1v1h-1z"))
  }

  @Test func `is read again off a picture`() async throws {
    let png = try await QRCode.png(text)
    #expect(try await MarkReader.read(png, mediaType: "image/png") == .marks([text]))
  }

  @Test func `is not taken for an option of the program`() async throws {
    #expect(try await MarkReader.read(QRCode.png("--help"), mediaType: "image/png") == .marks(["--help"]))
  }

  @Test func `on a broken picture is a fault, on a strange kind unsupported`() async throws {
    await #expect(throws: ChildProgram.Fault.self) { try await MarkReader.read(Array("not a picture".utf8), mediaType: "image/png") }
    await #expect(throws: ChildProgram.Fault.self) { try await MarkReader.read(Array("%PDF-1.4 nothing".utf8), mediaType: "application/pdf") }
    #expect(try await MarkReader.read([1], mediaType: "application/ofd") == .unsupported)
  }
}
