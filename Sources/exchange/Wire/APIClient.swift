import Couriers
import JSONText
import Seals

/// One person's view of the API: the server, the session, and what every write carries.
struct APIClient: Sendable {
  let server: ServerAddress
  let token: String?
  /// Says what would be written instead of writing it.
  let dryRun: Bool
  private let courier: Courier

  init(server: ServerAddress, token: String? = nil, dryRun: Bool = false) throws {
    let addresses = HostAddresses.of(host: server.host, port: server.port)
    guard !addresses.isEmpty else { throw Fault(.network, "找不到服务器 \(server.host),请检查地址或网络") }
    self.init(server: server, token: token, dryRun: dryRun, courier: Courier(egress: Egress(allowed: addresses)))
  }

  private init(server: ServerAddress, token: String?, dryRun: Bool, courier: Courier) {
    self.server = server
    self.token = token
    self.dryRun = dryRun
    self.courier = courier
  }

  /// The same server seen by another person.
  func with(token: String?) -> APIClient { APIClient(server: server, token: token, dryRun: dryRun, courier: courier) }

  func get(_ path: String, _ query: [(String, String?)] = []) async throws -> JSON {
    try await answer(to: request("GET", APIPath.api(path, query)))
  }

  /// A write. `key` makes a repeated one a single one; without it each call is a new act.
  @discardableResult
  func write(_ method: String, _ path: String, _ body: JSON = [:], key: String? = nil) async throws -> JSON {
    if dryRun { throw DryRun(method: method, path: path, body: body) }
    var request = request(method, APIPath.api(path))
    request.headers += [("Content-Type", "application/json"), ("Idempotency-Key", key ?? Self.freshKey())]
    request.body = body.bytes
    return try await answer(to: request)
  }

  /// Puts a paper, or posts a sheet: the raw file with its own type.
  func upload(
    _ path: String, method: String = "PUT", file name: String?, _ query: [(String, String?)] = [], type: String, _ content: [UInt8], key: String? = nil
  ) async throws -> JSON {
    if dryRun { throw DryRun(method: method, path: path, body: ["file": JSON(name), "bytes": JSON(content.count)]) }
    var request = request(method, APIPath.api(path, [("file", name)] + query))
    request.headers += [("Content-Type", type), ("Idempotency-Key", key ?? Self.freshKey())]
    request.body = content
    return try await answer(to: request)
  }

  /// A file that the server gives: a workbook, lines of JSON.
  func bytes(_ path: String, _ query: [(String, String?)] = []) async throws -> [UInt8] {
    var request = request("GET", APIPath.api(path, query))
    request.headers = request.headers.filter { $0.0 != "Accept" }
    let response = try await send(request)
    guard (200..<300).contains(response.status) else {
      throw Problem(status: response.status, body: try? JSON.parse(response.body), requestId: response.header("X-Request-Id"))
    }
    return response.body
  }

  /// Any request outside `/api/v1`, the answer as it came: health, and calls at a gateway.
  func raw(_ method: String, _ pathAndQuery: String, headers: [(String, String)] = [], most: Int = 16 << 20) async throws -> WireResponse {
    var request = WireRequest(method: method, url: server.text + pathAndQuery)
    request.headers = headers
    request.maxBytes = most
    return try await send(request)
  }

  /// A long answer, handed on as it comes.
  ///
  /// - Parameter start: how many bytes of it are here already.
  func stream(_ pathAndQuery: String, from start: Int64 = 0, sink: @Sendable ([UInt8]) async throws -> Void) async throws -> WireResponse {
    var request = request("GET", pathAndQuery)
    if start > 0 { request.headers.append(("Range", "bytes=\(start)-")) }
    request.deadline = nil
    request.maxBytes = .max
    do { return try await courier.stream(request, sink: sink) } catch let fault as CourierFault {
      throw Fault(.network, "连不上 \(server.text):\(fault)")
    }
  }

  static func freshKey() -> String { hex(RandomBytes.make(16)) }

  private func request(_ method: String, _ pathAndQuery: String) -> WireRequest {
    var request = WireRequest(method: method, url: server.text + pathAndQuery)
    request.headers = [("Accept", "application/json")]
    if let token { request.headers.append(("Authorization", "Bearer \(token)")) }
    request.deadline = .seconds(180)
    request.maxBytes = 64 << 20
    return request
  }

  private func answer(to request: WireRequest) async throws -> JSON {
    let response = try await send(request)
    let body = response.body.isEmpty ? nil : try? JSON.parse(response.body, limits: JSONLimits(bytes: 16 << 20, depth: 64))
    guard (200..<300).contains(response.status) else {
      throw Problem(status: response.status, body: body, requestId: response.header("X-Request-Id"))
    }
    guard response.body.isEmpty || body != nil else { throw Fault(.failed, "服务返回的不是 JSON:\(request.method) \(request.url)") }
    return body ?? .null
  }

  private func send(_ request: WireRequest) async throws -> WireResponse {
    do {
      return try await courier.fetch(request)
    } catch let cancelled as CancellationError {
      throw cancelled
    } catch {
      throw Fault(.network, "连不上 \(server.text):\(error)")
    }
  }
}

extension WireResponse {
  /// The first header of that name, whatever its case.
  func header(_ name: String) -> String? {
    headers.first { $0.0.lowercased() == name.lowercased() }?.1
  }
}
