import Couriers
import Synchronization
import Testing

@Suite struct `A courier over HTTP` {
  private let server: HTTPServer
  private let courier: Courier

  init() throws {
    server = try HTTPServer()
    courier = Courier(egress: Egress(allowed: ["127.0.0.1:\(server.port)"]))
  }

  private func request(_ path: String, _ method: String = "GET") -> WireRequest { WireRequest(method: method, url: "http://127.0.0.1:\(server.port)\(path)") }

  @Test func `brings an answer with its status, headers and body`() async throws {
    var plain = request("/plain")
    plain.headers = [("X-Name", "a")]
    let answer = try await courier.fetch(plain)
    #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self) == "hello a")
    #expect(answer.headers.contains { $0.0.lowercased() == "content-length" })
  }

  @Test func `sends a body`() async throws {
    var post = request("/x", "POST")
    post.body = Array("{\"a\":1}".utf8)
    let answer = try await courier.fetch(post)
    #expect(answer.status == 201 && answer.body == post.body)
    post.body = []
    #expect(try await courier.fetch(post).body.isEmpty)
  }

  @Test func `follows no redirect`() async throws { #expect(try await courier.fetch(request("/redirect")).status == 302) }

  @Test func `says that a cut answer is cut`() async throws {
    await #expect(throws: CourierFault.self) { try await courier.fetch(request("/cut")) }
  }

  @Test func `takes no more than the limit`() async throws {
    var big = request("/big/1000001")
    big.maxBytes = 1_000_000
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(big) } == .tooLarge)
    big.maxBytes = 1_000_001
    #expect(try await courier.fetch(big).body.count == 1_000_001)
  }

  @Test func `gives up at the deadline and when cancelled`() async throws {
    var never = request("/never")
    never.deadline = .milliseconds(200)
    #expect(await #expect(throws: CourierFault.self) { try await courier.fetch(never) } == .timeout)
    never.deadline = .seconds(60)
    let asked = never
    let task = Task { try await courier.fetch(asked) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `reads on only when the sink has taken what came`() async throws {
    let size = 64 << 20
    let seen = Mutex((bytes: 0, sum: 0))
    var big = request("/big/\(size)")
    big.maxBytes = .max
    _ = try await courier.stream(big) { piece in
      await Task.yield()
      seen.withLock {
        $0.bytes += piece.count
        $0.sum &+= Int(piece[piece.count / 2])
      }
    }
    #expect(seen.withLock(\.bytes) == size)
  }

  @Test func `goes nowhere that is not admitted`() async throws {
    let closed = Courier(egress: Egress(allowed: ["127.0.0.1:1"]))
    let fault = await #expect(throws: CourierFault.self) { try await closed.fetch(request("/plain")) }
    #expect(fault?.description.contains("准许名单") == true)
    for url in ["file:///etc/passwd", "gopher://127.0.0.1/", "dict://127.0.0.1/", "scp://127.0.0.1/", "sftp://127.0.0.1/x"] {
      await #expect(throws: CourierFault.self) { try await courier.fetch(WireRequest(method: "GET", url: url)) }
    }
  }

  @Test func `lets nothing into its headers`() async throws {
    var evil = request("/plain")
    evil.headers = [("X-Name", "a\r\nX-Evil: 1")]
    await #expect(throws: CourierFault.self) { try await courier.fetch(evil) }
    evil.headers = [("X Name", "a")]
    await #expect(throws: CourierFault.self) { try await courier.fetch(evil) }
  }
}
