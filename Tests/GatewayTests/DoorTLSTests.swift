import Foundation
import Gateway
import Sharing
import Testing
import Workbench

@Suite(.serialized) struct `The door behind TLS` {
  /// What a program says; its status with it.
  private static func run(_ program: String, _ words: [String]) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + words
    let out = Pipe()
    (process.standardOutput, process.standardError) = (out, FileHandle.nullDevice)
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }

  /// A certificate signed by itself, in `NAME.pem`, with its key in `NAME.key`.
  private static func certificate(_ name: String, in folder: String) throws {
    let made = try run(
      "openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
      "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem"])
    #expect(made.status == 0)
  }

  @Test func `serves the same, lets in who shows no certificate or a known one, and nobody with a stranger's`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UInt32.random(in: 0..<UInt32.max))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["server", "known", "stranger"] { try Self.certificate(name, in: folder) }
    let port = FreePort.find()
    try await GatewayKit.with(
      tuned: .init { $0.tls = DoorTLS(port: port, chain: "\(folder)/server.pem", key: "\(folder)/server.key", clients: "\(folder)/known.pem") }
    ) { kit in
      func call(_ shown: String...) throws -> (text: String, status: Int32) {
        let url = "https://127.0.0.1:\(port)/svc/law/articles/7"
        let more = shown.flatMap { ["--cert", "\(folder)/\($0).pem", "--key", "\(folder)/\($0).key"] }
        let words = ["-s", "--max-time", "10", "--cacert", "\(folder)/server.pem", "-H", "Authorization: Bearer \(kit.code.text)"] + more + [url]
        return try Self.run("curl", words)
      }
      let bare = try call()
      #expect(bare.status == 0 && bare.text.contains(#""no":"7""#), "\(bare)")
      #expect(try call("known").text == bare.text)
      let strange = try call("stranger")
      #expect(strange.status != 0 && strange.text.isEmpty, "\(strange)")
      // No older protocol, and no plain text on this port.
      #expect(try Self.run("curl", ["-s", "--tls-max", "1.1", "--cacert", "\(folder)/server.pem", "https://127.0.0.1:\(port)/"]).status != 0)
      #expect(!RawSocket.talk(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").contains("HTTP"))
    }
  }
}
