import Accounts
import HTTPTypes
import Hummingbird
import JSONText
import Logging
import NIOCore
import Postgres
import Records
import Seals
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
    let path = request.uri.path
    let (status, body, problem) = await answer(request, path, requestID)
    metrics.count(status)
    var headers = HTTPFields()
    headers[.contentType] = problem ? Problem.mediaType : "application/json; charset=utf-8"
    headers[.cacheControl] = "no-store"
    headers[.xContentTypeOptions] = "nosniff"
    if let name = HTTPField.Name("X-Request-Id") { headers[name] = requestID }
    if status == 503 || status == 429 { headers[.retryAfter] = "5" }
    let empty = status == 204
    return Response(
      status: .init(code: status), headers: headers, body: empty ? .init() : .init(byteBuffer: ByteBuffer(string: body.text)))
  }

  private func answer(_ request: Request, _ path: String, _ requestID: String) async -> (Int, JSON, Bool) {
    do {
      let given = try await handled(request, path, requestID)
      return (given.status, given.body, false)
    } catch let refused as Refused {
      let problem = Problem.of(refused, requestID: requestID, path: path)
      return (problem.status, problem.body, true)
    } catch let stop as Stop {
      let problem = Problem.plain(stop.status, stop.code, stop.message, requestID: requestID, path: path)
      return (problem.status, problem.body, true)
    } catch let error as PostgresError where error.isAboutData {
      logger.warning("value not kept", metadata: ["request": "\(requestID)", "error": "\(error)"])
      let problem = Problem.of(Refused(.badValue), requestID: requestID, path: path)
      return (problem.status, problem.body, true)
    } catch let error as PostgresError where [.connection, .timeout, .commitUnknown].contains(error.kind) || error.isPassing {
      logger.error("database away", metadata: ["request": "\(requestID)", "error": "\(error)"])
      let problem = Problem.of(Refused(.notReady), requestID: requestID, path: path)
      return (problem.status, problem.body, true)
    } catch {
      logger.error("request failed", metadata: ["request": "\(requestID)", "path": "\(path)", "error": "\(error)"])
      let problem = Problem.unexpected(requestID: requestID, path: path)
      return (problem.status, problem.body, true)
    }
  }

  /// A fault of the request as such, before any rule is asked.
  private struct Stop: Error {
    let status: Int, code: String, message: String
  }

  private func handled(_ request: Request, _ path: String, _ requestID: String) async throws -> Answer {
    let route: Route
    let parameters: [String: String]
    switch table.match(request.method.rawValue, path) {
    case .found(let found, let values): (route, parameters) = (found, values)
    case .otherMethods: throw Stop(status: 405, code: "method.not-allowed", message: "该地址不支持此方法")
    case .none: throw Refused(.badPath)
    }
    let token = Self.token(request)
    let person = try await token.asyncMap { try await desks.accounts.person(token: $0) }
    guard route.access == .open || person != nil else { throw Refused(.noSession) }
    guard route.admits(person) else {
      let refused = Refused(Refusal.notAllowed.saying(["who": Self.label(route)]))
      if let person { try await desks.records.note(refused, .account(person.id), "\(route.method.rawValue) \(route.path)", "-") }
      throw refused
    }
    let body = try await Self.read(request, upTo: route.limit)
    var query: [String: String] = [:]
    for item in request.uri.queryParameters {
      guard query.updateValue(String(item.value), forKey: String(item.key)) == nil else {
        throw Refused(Refusal.badQuery.saying(["name": String(item.key)]))
      }
    }
    guard query.values.allSatisfy({ !$0.contains("\0") }) else { throw Refused(Refusal.badQuery.saying(["name": "-"])) }
    let key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] }
    if let key, key.isEmpty || key.utf8.count > 200 { throw Refused(Refusal.badQuery.saying(["name": "Idempotency-Key"])) }
    let call = Call(
      requestID: requestID, person: person, token: token, parameters: parameters, query: query, body: body,
      contentType: request.headers[.contentType], idempotencyKey: key,
      seen: try Self.version(request),
      fingerprint: Array("\(request.method.rawValue) \(request.uri.string)\n".utf8) + body)
    return try await route.handle(call)
  }

  private static func token(_ request: Request) -> String? {
    guard let value = request.headers[.authorization], value.hasPrefix("Bearer "), value.utf8.count < 200 else { return nil }
    return String(value.dropFirst(7))
  }

  /// `If-Match: 7` or `"7"`.
  private static func version(_ request: Request) throws -> Int32? {
    guard let value = request.headers[.ifMatch] else { return nil }
    let bare = value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 2 ? String(value.dropFirst().dropLast()) : value
    guard let version = Int32(bare), version > 0 else { throw Refused(Refusal.badQuery.saying(["name": "If-Match"])) }
    return version
  }

  private static func label(_ route: Route) -> String {
    guard case .any(let seats) = route.access else { return "业务部门人员" }
    let labels = [
      "bureau.account": "市数据局(账号管理)", "bureau.catalogue": "市数据局(目录审核)", "bureau.application": "市数据局(申请审核)",
      "bureau.operation": "市数据局(运行管理)", "bureau.audit": "市数据局(审计只读)", "provider.catalogue": "提供部门(目录编制)",
      "provider.review": "提供部门(申请审核)", "user.apply": "使用部门(申请)", "user.receive": "使用部门(取数/授权码)",
      "user.audit": "使用部门(本部门审计)", "admin.system": "系统管理员", "admin.security": "安全管理员", "admin.audit": "审计管理员",
    ]
    return seats.map { labels[$0] ?? $0 }.joined(separator: "、")
  }

  /// The whole body within its limit and half a minute.
  private static func read(_ request: Request, upTo limit: Int) async throws -> [UInt8] {
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
