@testable import Gateway
import NIOCore
import Seals
import Sharing
import Testing
import Vocabulary
import JSONText

@Suite struct `A request's head` {
  private static func read(_ text: String, piece: Int = .max) throws -> WireHead? {
    var (inbox, scanned) = (ByteBuffer(), 0)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      inbox.writeBytes(rest.prefix(piece))
      rest = rest.dropFirst(piece)
      if let head = try WireHead.request(&inbox, scanned: &scanned) {
        #expect(rest.isEmpty && inbox.readableBytes == 0)
        return head
      }
    }
    return nil
  }

  @Test(arguments: [1, 2, 3, 7, .max]) func `is the same in whatever pieces it comes`(piece: Int) throws {
    let text = "\r\nGET /svc/law/a?q=1 HTTP/1.1\r\nHost:x\r\nX-Empty:\r\nauthorization: \t Bearer y \t\r\nX-JYG-Caller: z\r\nX-Forwarded-For: 1\r\nConnection: Keep-Alive, X-Mine\r\nX-Mine: 1\r\n\r\n"
    let head = try #require(try Self.read(text, piece: piece))
    #expect(head.text(head.first) == "GET" && head.text(head.second) == "/svc/law/a?q=1" && !head.isOld && !head.saysClose)
    #expect(head.fields.map(\.name) == [.host, .other, .authorization, .xJYG, .xForwarded, .connection, .other])
    #expect(head.fields.map { head.value($0) } == ["x", "", "Bearer y", "z", "1", "Keep-Alive, X-Mine", "1"])
    var out = ByteBuffer()
    head.write(into: &out) { HeaderRules.goesToProvider($0, isFiltered: false) }
    #expect(String(buffer: out) == "X-Empty: \r\n")
  }

  @Test(arguments: [
    "GET  / HTTP/1.1\r\n\r\n", "get / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1 \r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET / HTTP/1.2\r\n\r\n", "GET /\r\n\r\n",
    "GET /ä HTTP/1.1\r\n\r\n", "GET /a\tb HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nA b: c\r\n\r\n", "GET / HTTP/1.1\r\nA : c\r\n\r\n", "GET / HTTP/1.1\r\n: c\r\n\r\n",
    "GET / HTTP/1.1\r\nA\r\n\r\n", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "GET / HTTP/1.1\r\nA: b\u{0}c\r\n\r\n", "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n",
    "GET / HTTP/1.1\nA: b\n\n", "GET / HTTP/1.1\r\nA: b\nB: c\r\n\r\n", "GET / HTTP/1.1\r\nA\u{7F}: b\r\n\r\n", "\u{0}\r\n\r\n", "GET / HTTP/1.1\r\nÄ: b\r\n\r\n",
  ]) func `of another form is refused`(text: String) {
    #expect(throws: WireFault.invalid) { try Self.read(text) }
  }

  @Test func `beyond its limits is refused, before it is whole`() {
    #expect(throws: WireFault.tooLarge) { try Self.read("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 9000) + "\r\n\r\n") }
    #expect(throws: WireFault.tooLarge) { try Self.read("GET / HTTP/1.1\r\n" + (0..<101).map { "A\($0): b\r\n" }.joined() + "\r\n") }
    #expect(throws: WireFault.tooLarge) { try Self.read("GET / HTTP/1.1\r\n" + (0..<9).map { "A\($0): \(String(repeating: "a", count: 4000))\r\n" }.joined(), piece: 1000) }
  }

  @Test(arguments: [
    ("Content-Length: 5\r\n", BodyLength.counted(5)), ("Content-Length: 0\r\n", .counted(0)), ("Transfer-Encoding: CHUNKED\r\n", .chunked), ("", BodyLength.none),
    ("Content-Length: 5\r\nContent-Length: 5\r\n", nil), ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", nil), ("Content-Length: +5\r\n", nil),
    ("Content-Length: 5, 5\r\n", nil), ("Content-Length: \r\n", nil), ("Content-Length: 0x5\r\n", nil), ("Content-Length: 99999999999999999999\r\n", nil),
    ("Transfer-Encoding: gzip, chunked\r\n", nil), ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", nil), ("Transfer-Encoding: xchunked\r\n", nil),
  ]) func `says in one way alone how long the body is`(lines: String, length: BodyLength?) throws {
    let head = try #require(try Self.read("POST / HTTP/1.1\r\n\(lines)\r\n"))
    if let length { #expect(try BodyLength(request: head) == length) } else { #expect(throws: WireFault.invalid) { try BodyLength(request: head) } }
  }

  @Test func `knows its names whatever their case, and no others`() throws {
    for name in HeaderName.allCases where name != .other {
      let text = "\(name.text)" + (name == .xJYG || name == .xForwarded ? "any" : "")
      for written in [text, text.uppercased()] {
        let head = try #require(try Self.read("GET / HTTP/1.1\r\n\(written): 1\r\n\(written)x: 1\r\nx\(written): 1\r\n\r\n"))
        #expect(head.fields.first?.name == name, "\(written)")
        if name != .xJYG, name != .xForwarded { #expect(head.fields.dropFirst().allSatisfy { $0.name == .other }, "\(written)") }
      }
    }
  }

  @Test func `that is damaged anywhere is read or refused, never more`() throws {
    let text = Array("GET /svc/law/a HTTP/1.1\r\nHost: x\r\nConnection: a, b\r\nContent-Length: 5\r\n\r\n".utf8)
    for at in text.indices {
      for byte in [0, 9, 10, 13, 32, 58, 127, 255] as [UInt8] {
        var damaged = text
        damaged[at] = byte
        var (inbox, scanned) = (ByteBuffer(bytes: damaged), 0)
        guard let head = try? WireHead.request(&inbox, scanned: &scanned) else { continue }
        _ = try? BodyLength(request: head)
        for field in head.fields { #expect(field.end <= text.count && field.value <= field.end) }
      }
    }
  }
}

@Suite struct `An answer's head` {
  private static func read(_ text: String) throws -> WireHead? {
    var (inbox, scanned) = (ByteBuffer(string: text), 0)
    return try WireHead.answer(&inbox, scanned: &scanned)
  }

  @Test func `has a status, a reason and a length`() throws {
    let head = try #require(try Self.read("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\n"))
    #expect(head.status == 404 && head.text(head.second) == "Not Found")
    #expect(try BodyLength(answer: head, toHead: false) == .counted(3))
    #expect(try BodyLength(answer: head, toHead: true) == .none)
    let bare = try #require(try Self.read("HTTP/1.0 200\r\n\r\n"))
    #expect(bare.isOld && bare.status == 200 && bare.second.isEmpty)
    #expect(try BodyLength(answer: bare, toHead: false) == .untilClose)
    #expect(try BodyLength(answer: try #require(try Self.read("HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n")), toHead: false) == .none)
  }

  @Test(arguments: ["HTTP/1.1 20 x\r\n\r\n", "HTTP/1.1 099 x\r\n\r\n", "HTTP/1.1 2000 x\r\n\r\n", "HTTP/1.1  200 x\r\n\r\n", "ICY 200 OK\r\n\r\n", "\r\n\r\n", "HTTP/1.1 200 a\u{0}\r\n\r\n"])
  func `of another form is refused`(text: String) {
    #expect(throws: WireFault.self) { try Self.read(text) }
  }
}

@Suite struct `A body` {
  private static func read(_ length: BodyLength, _ text: String, piece: Int) throws -> (body: String, isOver: Bool, rest: Int) {
    var (reader, inbox, body) = (BodyReader(length), ByteBuffer(), "")
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      inbox.writeBytes(rest.prefix(piece))
      rest = rest.dropFirst(piece)
      while let part = try reader.next(&inbox) { body += String(buffer: part) }
    }
    return (body, reader.isOver, inbox.readableBytes)
  }

  @Test(arguments: [1, 2, 5, 100]) func `comes out the same in whatever pieces it comes`(piece: Int) throws {
    let chunks = try Self.read(.chunked, "5;a=b\r\nhello\r\n1 \r\n!\r\n0\r\nDigest: x\r\nEtag: y\r\n\r\n", piece: piece)
    #expect(chunks == ("hello!", true, 0))
    #expect(try Self.read(.counted(5), "hello!", piece: piece) == ("hello", true, 1))
    #expect(try Self.read(.counted(9), "hello", piece: piece) == ("hello", false, 0))
    #expect(try Self.read(.untilClose, "hello", piece: piece) == ("hello", false, 0))
    #expect(try Self.read(.none, "x", piece: piece) == ("", true, 1))
  }

  @Test(arguments: ["x\r\n", "\r\n", "-1\r\n", "5\r\nhelloX\r\n", "5\nhello\r\n", "1234567890abcdef\r\n", "5;" + String(repeating: "a", count: 300), "0\r\n" + String(repeating: "A: b\r\n", count: 2000)])
  func `in chunks of another form is refused`(text: String) {
    #expect(throws: WireFault.self) { _ = try Self.read(.chunked, text, piece: 50) }
  }
}

@Suite struct `An answer on its way` {
  private static func sent(_ sheet: inout AnswerSheet) -> String {
    var text = ""
    sheet.take { text += String(buffer: $0) }
    return text
  }
  private static func sheet(_ framing: AnswerSheet.Framing) -> AnswerSheet { AnswerSheet(head: ByteBuffer(string: "H\r\n"), framing) }

  @Test func `gets its length when its end is in sight, and chunks when it is not`() {
    var short = Self.sheet(.open)
    short.add(ByteBuffer(string: "ab"))
    #expect(!short.hasReady && Self.sent(&short) == "")
    short.add(ByteBuffer(string: "c"))
    short.end()
    #expect(Self.sent(&short) == "H\r\nContent-Length: 3\r\n\r\nabc")

    var long = Self.sheet(.open)
    long.add(ByteBuffer(string: "ab"))
    long.goOn(chunked: true)
    #expect(Self.sent(&long) == "H\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")
    long.add(ByteBuffer(string: String(repeating: "x", count: 5000)))
    long.add(ByteBuffer())
    long.end()
    #expect(Self.sent(&long) == "1388\r\n" + String(repeating: "x", count: 5000) + "\r\n0\r\n\r\n")

    var old = Self.sheet(.open)
    old.goOn(chunked: false)
    old.add(ByteBuffer(string: "ab"))
    old.end()
    #expect(Self.sent(&old) == "H\r\n\r\nab")
  }

  @Test func `counts what waits`() {
    var sheet = Self.sheet(.open)
    sheet.add(ByteBuffer(string: String(repeating: "x", count: 100_000)))
    #expect(sheet.waiting == 100_003 && sheet.bodyBytes == 100_000)
    sheet.goOn(chunked: false)
    #expect(sheet.waiting >= 100_003)
    _ = Self.sent(&sheet)
    #expect(sheet.waiting == 0)
  }
}

@Suite struct `The caller's seal` {
  @Test func `is the JSON of the grant under the key`() throws {
    let key = [UInt8](repeating: 5, count: 32)
    let grant = GrantScope(
      id: 4, resource: 2, department: "finance", departmentName: "市“财政”局\"\\\n", system: "预算", state: "in-force", expiresAt: Instant(microseconds: 0),
      manner: "query", items: ["a"], scope: .null, addresses: [])
    var out = ByteBuffer()
    let at = try #require(Instant("2026-11-27T09:05:01.000123+08:00"))
    CallerSeal(key: key).write(grant, callID: "c-1", at: at, into: &out)
    let parts = String(buffer: out).split(separator: ".").map(String.init)
    #expect(parts.count == 2 && Base64URL.decode(parts[1]) == HMAC.sm3(key: key, Array(parts[0].utf8)))
    let facts = try JSON.parse(try #require(Base64URL.decode(parts[0])))
    #expect(facts["department"] == "finance" && facts["departmentName"]?.string == grant.departmentName && facts["system"] == "预算" && facts["grant"] == 4)
    #expect(facts["call"] == "c-1" && facts["at"] == "2026-11-27T09:05:01.000123+08:00")
    for count in 0..<10 {
      var text = ByteBuffer()
      let bytes = RandomBytes.make(count)
      text.write(base64URL: bytes)
      #expect(String(buffer: text) == Base64URL.encode(bytes))
    }
  }
}
