import Couriers
import Foundation
import Synchronization
import Testing
import Workbench

@Suite(.timeLimit(.minutes(2))) struct `A courier over HTTP` {
  private let server: WebServer
  private let courier: Courier

  init() throws {
    server = try WebServer()
    courier = Courier(egress: Egress(allowed: ["127.0.0.1:\(server.port)"]))
  }

  private func request(_ path: String, _ method: String = "GET") -> WireRequest { WireRequest(method: method, url: server.url(path)) }

  private func echo(_ request: WireRequest) async throws -> [String: Any] {
    let answer = try await courier.fetch(request)
    #expect(answer.status == 200)
    return try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
  }

  @Test func `brings status, headers and body`() async throws {
    let answer = try await courier.fetch(request("/nothing"))
    #expect(answer.status == 404 && answer.body == Array("{}".utf8))
    #expect(answer.headers.first { $0.0 == "X-Two" }?.1 == "a b")
    let head = try await courier.fetch(request("/echo", "HEAD"))
    #expect(head.status == 200 && head.body.isEmpty)
  }

  @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE"])
  func `sends method, headers and body as they are`(method: String) async throws {
    for text in ["", "{\"名\":1}"] {
      var sent = request("/echo?a=%20&b", method)
      sent.body = Array(text.utf8)
      sent.headers = [("X-Name", "甲"), ("X-Empty", ""), ("Accept", "application/json")]
      let seen = try await echo(sent)
      let headers = (seen["headers"] as? [[String]] ?? []).map { ($0[0], $0[1]) }
      #expect(seen["method"] as? String == method && seen["body"] as? String == text && seen["path"] as? String == "/echo?a=%20&b")
      #expect(headers.contains { $0.0 == "X-Empty" && $0.1.isEmpty } && headers.contains { $0.0 == "X-Name" })
      #expect(!headers.contains { ["Content-Type", "Expect", "User-Agent"].contains($0.0) })
    }
  }

  @Test func `follows no redirect`() async throws {
    let answer = try await courier.fetch(request("/redirect"))
    #expect(answer.status == 302 && answer.headers.contains { $0.0 == "Location" && $0.1 == "/echo" })
  }

  @Test(arguments: ["/cut", "/chunk-cut"])
  func `never takes a part for the whole`(path: String) async throws {
    let fault = await #expect(throws: CourierFault.self) { try await courier.fetch(request(path)) }
    #expect(fault.map { [.protocol, .connect].contains($0.kind) } == true, "\(String(describing: fault))")
  }

  @Test func `takes as many bytes as are allowed and not one more`() async throws {
    var big = request("/big/300000")
    big.maxBytes = 299_999
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(big) }?.kind == .tooLarge)
    big.maxBytes = 300_000
    #expect(try await courier.fetch(big).body == WebServer.big(0..<300_000))
    // Without a length beforehand, and with a head that does not end.
    var endless = request("/endless")
    endless.maxBytes = 1 << 20
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(endless) }?.kind == .tooLarge)
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(request("/head")) }?.kind == .tooLarge)
  }

  @Test func `brings a part when asked for one`() async throws {
    var part = request("/big/100000")
    part.range = .init(from: 1000, count: 50)
    let middle = try await courier.fetch(part)
    #expect(middle.status == 206 && middle.body == WebServer.big(1000..<1050))
    part.range = .init(from: 99_990)
    #expect(try await courier.fetch(part).body == WebServer.big(99_990..<100_000))
    part.range = .init(from: -1)
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(part) }?.kind == .request)
  }

  @Test func `gives up at the deadline`() async throws {
    var silent = request("/silent")
    silent.deadline = .milliseconds(300)
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(silent) }?.kind == .timeout)
  }

  @Test func `gives up on a drip`() async throws {
    var drip = request("/drip")
    drip.stall = .init(bytesPerSecond: 100, seconds: 1)
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(drip) }?.kind == .timeout)
  }

  @Test func `cuts a transfer off when its task is cancelled`() async throws {
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    var endless = request("/endless")
    (endless.maxBytes, endless.deadline) = (.max, nil)
    let asked = endless
    let task = Task { [courier] in try await courier.stream(asked) { _ in start.yield() } }
    for await _ in started { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // The server hears of it: its connection is gone.
    while !server.words.contains("gone") { try await Task.sleep(for: .milliseconds(5)) }
    let before = Task { [courier] in try await courier.fetch(asked) }
    before.cancel()
    await #expect(throws: CancellationError.self) { try await before.value }
  }

  @Test func `ends with the sink's own error`() async throws {
    struct Full: Error {}
    var endless = request("/endless")
    endless.maxBytes = .max
    await #expect(throws: Full.self) { try await courier.stream(endless) { _ in throw Full() } }
    while !server.words.contains("gone") { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test func `reads on only as fast as the sink takes`() async throws {
    let (held, holds) = AsyncStream.makeStream(of: Void.self)
    let (came, comes) = AsyncStream.makeStream(of: Void.self)
    var endless = request("/endless")
    (endless.maxBytes, endless.deadline) = (.max, nil)
    // More than the pipe takes in, less than a live transfer brings: a sink that holds is no stall.
    endless.stall = .init(bytesPerSecond: 16 << 20, seconds: 1)
    let asked = endless
    let ended = Mutex(false)
    let task = Task { [courier] in
      defer { ended.withLock { $0 = true } }
      return try await courier.stream(asked) { _ in
        comes.yield()
        for await _ in held { break }
      }
    }
    for await _ in came { break }
    // The sink holds the first piece: the server stops once pipe and sockets are full.
    try await Task.sleep(for: .seconds(3))
    let sent = try await heard()
    try await Task.sleep(for: .milliseconds(300))
    let later = try await heard()
    #expect(later == sent && sent < 24 << 20 && !ended.withLock { $0 }, "\(sent) \(later)")
    holds.finish()
    var more = later
    while more < later + 64 << 20, !ended.withLock({ $0 }) { more = try await heard() }
    #expect(more >= later + 64 << 20)
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
  }

  private func heard() async throws -> Int {
    Int(String(decoding: try await courier.fetch(request("/heard")).body, as: UTF8.self)) ?? 0
  }

  @Test func `carries many at once`() async throws {
    let whole = WebServer.big(0..<70_000)
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 { group.addTask { try await courier.fetch(request("/big/70000")).body == whole } }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(right == 64)
  }
}
