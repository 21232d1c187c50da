import Accounts
import HTTPTypes
import Hummingbird
import JSONText
import Logging
import NIOCore
import Postgres
import Records
import Seals
import Synchronization
import Vocabulary

/// Takes a request from the wire to its route and back: limits, person, handler, problem answers. Decides nothing else.
struct APIResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let desks: Desks
  let table: RouteTable
  let logger: Logger
  let metrics: RequestCounts

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let requestID = hex(RandomBytes.make(8))
    var headers = HTTPFields()
    headers[.cacheControl] = "no-store"
    headers[.xContentTypeOptions] = "nosniff"
    if let name = HTTPField.Name("X-Request-Id") { headers[name] = requestID }
    let (status, body, problem): (Int, JSON, Bool)
    switch await answer(Self.wire(request), requestID) {
    case .document(let document):
      metrics.count(200)
      for line in document.headers { if let name = HTTPField.Name(line.name) { headers[name] = line.value } }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: document.body)))
    case .download(let download):
      metrics.count(200)
      return download.response(headers, logger: logger, requestID: requestID)
    case .json(let given): (status, body, problem) = given
    }
    metrics.count(status)
    headers[.contentType] = problem ? Problem.mediaType : "application/json; charset=utf-8"
    if status == 503 || status == 429 { headers[.retryAfter] = "5" }
    let empty = status == 204
    return Response(
      status: .init(code: status), headers: headers, body: empty ? .init() : .init(byteBuffer: ByteBuffer(string: body.text)))
  }

  /// A request as it is judged, whether it came over the wire or from a page of the portal.
  struct Wire: Sendable {
    var method: String, path: String
    /// Path and query as they came: part of what an idempotency key is bound to.
    var uri: String
    var query: [(name: String, value: String)] = []
    var token: String?
    var contentType: String?, range: String?, idempotencyKey: String?, ifMatch: String?
    /// The whole body within a limit; what is thrown where it is larger.
    var body: @Sendable (_ most: Int, _ whenLarge: Refused?) async throws -> [UInt8] = { _, _ in [] }
  }

  private static func wire(_ request: Request) -> Wire {
    Wire(
      method: request.method.rawValue, path: request.uri.path, uri: request.uri.string,
      query: request.uri.queryParameters.map { (String($0.key), String($0.value)) }, token: token(request),
      contentType: request.headers[.contentType], range: request.headers[.range],
      idempotencyKey: HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] }, ifMatch: request.headers[.ifMatch],
      body: { try await read(request, upTo: $0, otherwise: $1) })
  }

  enum Outcome: Sendable {
    case document(Document)
    case download(Download)
    /// Status, body, and whether it is a problem.
    case json((Int, JSON, Bool))
  }

  func answer(_ wire: Wire, _ requestID: String) async -> Outcome {
    let asker = Mutex<Person?>(nil)
    do {
      switch try await handled(wire, requestID, known: { person in asker.withLock { $0 = person } }) {
      case .answer(let given): return .json((given.status, given.body, false))
      case .document(let document): return .document(document)
      case .download(let download): return .download(download)
      }
    } catch {
      let problem = problem(error, wire.path, requestID)
      if let person = asker.withLock({ $0 }) { await keep(problem, wire, requestID, person) }
      return .json((problem.status, problem.body, true))
    }
  }

  private func problem(_ error: any Error, _ path: String, _ requestID: String) -> (status: Int, body: JSON) {
    switch error {
    case let refused as Refused: return Problem.of(refused, requestID: requestID, path: path)
    case let stop as Stop: return Problem.plain(stop.status, stop.code, stop.message, requestID: requestID, path: path)
    case let error as PostgresError where error.isAboutData:
      logger.warning("value not kept", metadata: ["request": "\(requestID)", "error": "\(error)"])
      return Problem.of(Refused(.badValue), requestID: requestID, path: path)
    case let error as PostgresError where [.connection, .timeout, .commitUnknown].contains(error.kind) || error.isPassing:
      logger.error("database away", metadata: ["request": "\(requestID)", "error": "\(error)"])
      return Problem.of(Refused(.notReady), requestID: requestID, path: path)
    default:
      logger.error("request failed", metadata: ["request": "\(requestID)", "path": "\(path)", "error": "\(error)"])
      return Problem.unexpected(requestID: requestID, path: path)
    }
  }

  /// What a person was refused can be looked up by its number, by both sides. What is simply not there is no refusal of anything.
  private func keep(_ problem: (status: Int, body: JSON), _ wire: Wire, _ requestID: String, _ person: Person) async {
    guard problem.status != 401, problem.status != 503, !(problem.status == 404 && wire.method == "GET") else { return }
    do { try await desks.records.keep(refused: requestID, of: person.id, wire.method, wire.path, problem.status, problem.body) } catch {
      logger.warning("refusal not kept", metadata: ["request": "\(requestID)", "error": "\(error)"])
    }
  }

  /// A fault of the request as such, before any rule is asked.
  private struct Stop: Error {
    let status: Int, code: String, message: String
  }

  private func handled(_ wire: Wire, _ requestID: String, known: @Sendable (Person?) -> Void) async throws -> Reply {
    let route: Route
    let parameters: [String: String]
    switch table.match(wire.method, wire.path) {
    case .found(let found, let values): (route, parameters) = (found, values)
    case .otherMethods: throw Stop(status: 405, code: "method.not-allowed", message: "该地址不支持此方法")
    case .none: throw Refused(.badPath)
    }
    let token = wire.token
    let isKey = token?.hasPrefix(Accounts.landingKeyPrefix) == true
    guard !isKey || route.isForKeys else { throw Refused(.noSession) }
    let person = try await token.asyncMap { isKey ? try await desks.accounts.person(landingKey: $0) : try await desks.accounts.person(token: $0) }
    known(person)
    guard route.access == .open || person != nil else { throw Refused(.noSession) }
    guard route.admits(person) else {
      let refused = Refused(Refusal.notAllowed.saying(["who": Self.label(route)]))
      if let person { try await desks.records.note(refused, .account(person.id), "\(route.method.rawValue) \(route.path)", "-") }
      throw refused
    }
    let body = try await wire.body(route.limit, route.whenLarge(parameters))
    var query: [String: String] = [:]
    for item in wire.query {
      guard query.updateValue(item.value, forKey: item.name) == nil else { throw Refused(Refusal.badQuery.saying(["name": item.name])) }
    }
    guard query.values.allSatisfy({ !$0.contains("\0") }) else { throw Refused(Refusal.badQuery.saying(["name": "-"])) }
    let key = wire.idempotencyKey
    if let key, key.isEmpty || key.utf8.count > 200 { throw Refused(Refusal.badQuery.saying(["name": "Idempotency-Key"])) }
    let call = Call(
      requestID: requestID, person: person, token: token, parameters: parameters, query: query, body: body,
      contentType: wire.contentType, range: wire.range, idempotencyKey: key, seen: try Self.version(wire.ifMatch),
      fingerprint: Array("\(wire.method) \(wire.uri)\n".utf8) + body)
    return try await route.handle(call)
  }

  private static func token(_ request: Request) -> String? {
    guard let value = request.headers[.authorization], value.hasPrefix("Bearer "), value.utf8.count < 200 else { return nil }
    return String(value.dropFirst(7))
  }

  /// `If-Match: 7` or `"7"`.
  private static func version(_ value: String?) throws -> Int32? {
    guard let value else { return nil }
    let bare = value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 2 ? String(value.dropFirst().dropLast()) : value
    guard let version = Int32(bare), version > 0 else { throw Refused(Refusal.badQuery.saying(["name": "If-Match"])) }
    return version
  }

  private static func label(_ route: Route) -> String {
    guard case .any(let seats) = route.access else { return "业务部门人员" }
    return SubPermission.labels(seats)
  }

  /// The whole body within its limit and half a minute.
  private static func read(_ request: Request, upTo limit: Int, otherwise refused: Refused?) async throws -> [UInt8] {
    let tooLarge: any Error & Sendable = refused ?? Self.tooLarge
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limit { throw tooLarge }
    return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        var bytes: [UInt8] = []
        for try await chunk in request.body {
          guard bytes.count + chunk.readableBytes <= limit else { throw tooLarge }
          bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
      }
      group.addTask {
        try await Task.sleep(for: .seconds(30))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let bytes = first else {
        throw Stop(status: 408, code: "request.slow", message: "请求体未在30秒内送达")
      }
      return bytes
    }
  }

  private static var tooLarge: Stop { Stop(status: 413, code: "request.large", message: "请求体过大") }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncMap<Result: Sendable>(_ transform: (Wrapped) async throws -> Result) async throws -> Result? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
