import Couriers
import Foundation
import Testing
import Workbench

@Suite(.timeLimit(.minutes(2))) struct `A courier refuses` {
  private let server: WebServer
  private let courier: Courier

  init() throws {
    server = try WebServer()
    courier = Courier(egress: Egress(allowed: ["127.0.0.1:\(server.port)"]))
  }

  private func fault(_ request: WireRequest) async -> CourierFault? { await #expect(throws: CourierFault.self) { try await courier.fetch(request) } }

  @Test func `an address that is not on the list, by name too`() async throws {
    let closed = Courier(egress: Egress(allowed: ["10.0.0.1:\(server.port)", "127.0.0.1:1", "127.0.0.0/8:\(server.port)"]))
    for host in ["127.0.0.1", "localhost", "127.1", "2130706433", "[::ffff:127.0.0.1]"] {
      let fault = await #expect(throws: CourierFault.self) { try await closed.fetch(WireRequest(method: "GET", url: server.url("/echo", host: host))) }
      #expect(fault?.kind == .notAdmitted && fault?.description.contains("准许名单") == true, "\(host) \(String(describing: fault))")
    }
    let named = await #expect(throws: CourierFault.self) { try await closed.fetch(WireRequest(method: "GET", url: server.url("/echo"))) }
    #expect(named?.description == "地址和端口不在准许名单内(127.0.0.1:\(server.port))")
  }

  @Test func `a way round by a proxy of the environment`() async throws {
    setenv("http_proxy", "http://127.0.0.1:1", 1)
    defer { unsetenv("http_proxy") }
    #expect(try await courier.fetch(WireRequest(method: "GET", url: server.url("/echo"))).status == 200)
  }

  @Test(arguments: [
    ("X-A", "a\r\nX-B: 1"), ("X-A", "a\nb"), ("X-A", "a\rb"), ("X-A", "a\u{0}b"), ("X-A", "\u{7F}"), ("X A", "1"), ("X-A:", "1"), ("X-A\r\nX-B", "1"),
    ("", "1"), ("名", "1"), ("Content-Length", "5"), ("transfer-encoding", "chunked"), ("Connection", "keep-alive"),
  ])
  func `a header that could become two, or says how the message is framed`(name: String, value: String) async {
    var request = WireRequest(method: "GET", url: server.url("/echo"))
    request.headers = [(name, value)]
    #expect(await fault(request)?.kind == .request)
  }

  @Test(arguments: [
    "file:///etc/passwd", "gopher://127.0.0.1/", "dict://127.0.0.1/", "scp://127.0.0.1/x", "sftp://127.0.0.1/x", "ftp://127.0.0.1/x", "http://",
    "http://u:secret@127.0.0.1/", "http://127.0.0.1/#part", "http://127.0.0.1/a b", "http://127.0.0.1/a\r\nX: 1", "127.0.0.1/x", "",
    "http://127.0.0.1:99999/",
  ])
  func `an address of another kind`(url: String) async {
    let fault = await fault(WireRequest(method: "GET", url: url))
    #expect(fault?.kind == .request && fault?.description.contains("secret") == false)
  }

  @Test(arguments: ["", "get", "GET /", "GET\r\n"]) func `a method that is none`(method: String) async {
    #expect(await fault(WireRequest(method: method, url: server.url("/echo")))?.kind == .request)
  }

  @Test func `to say more of a fault than host and port`() async throws {
    let port = try Running.freePort()
    let nobody = Courier(egress: Egress(allowed: ["127.0.0.1:\(port)"]))
    let request = WireRequest(method: "GET", url: "http://127.0.0.1:\(port)/path?token=geheim")
    let fault = await #expect(throws: CourierFault.self) { try await nobody.fetch(request) }
    #expect(fault?.kind == .connect && fault?.description == "连接不上(127.0.0.1:\(port))" && fault?.detail.contains("geheim") == false)
  }

  @Test func `a certificate that nobody vouches for`() async throws {
    let safe = try WebServer(tls: true)
    let egress = Egress(allowed: ["127.0.0.1:\(safe.port)", "127.0.0.2:\(safe.port)"])
    let request = WireRequest(method: "GET", url: safe.url("/echo"))
    #expect(await #expect(throws: CourierFault.self) { try await Courier(egress: egress).fetch(request) }?.kind == .tls)
    let trusting = Courier(egress: egress, authorities: safe.certificate)
    #expect(try await trusting.fetch(request).status == 200)
    // It vouches for 127.0.0.1 alone.
    let byName = Courier(egress: Egress(allowed: ["127.0.0.1:\(safe.port)", "[::1]:\(safe.port)"]), authorities: safe.certificate)
    let other = WireRequest(method: "GET", url: safe.url("/echo", host: "localhost"))
    #expect(await #expect(throws: CourierFault.self) { try await byName.fetch(other) }?.kind == .tls)
  }
}
