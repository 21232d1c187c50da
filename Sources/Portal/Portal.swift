import HTTPTypes
package import Hummingbird
package import JSONText
import Logging
import NIOCore
import Seals

/// The portal (门户): pages for clerks, consumers and the bureau. It asks the API for everything, in this process and with the session of whoever looks:
/// what a page offers is what the API allows, in the API's own words.
package struct Portal: Sendable {
  /// A question to the API.
  package struct Question: Sendable {
    package let method: String, path: String, query: [(name: String, value: String)], token: String?
    package var body: [UInt8] = [], contentType: String?, key: String?, seen: Int?
  }
  package typealias Ask = @Sendable (Question) async -> (status: Int, body: JSON)
  /// Hands a request to the API as it is: for files.
  package typealias Forward = @Sendable (Request, BasicRequestContext) async throws -> Response

  /// What came of a call that somebody tried: no status where there was no answer.
  package struct Tried: Sendable {
    package let status: Int?, call: String?, body: String, millis: Int
    package init(status: Int?, call: String?, body: String, millis: Int) { (self.status, self.call, self.body, self.millis) = (status, call, body, millis) }
  }
  /// Makes one call through the gateway: path and query under `/svc/`, with a code.
  package typealias Call = @Sendable (_ method: String, _ target: String, _ code: String) async -> Tried

  static let cookie = "__Host-jyg", lookCookie = "jyg-look"
  /// A form with papers: the largest that the API takes, and what stands around it.
  static let mostBytes = 52 << 20

  let ask: Ask
  let forward: Forward
  let call: Call

  package init(ask: @escaping Ask, forward: @escaping Forward, call: @escaping Call) { (self.ask, self.forward, self.call) = (ask, forward, call) }

  package func respond(to request: Request, _ context: BasicRequestContext) async throws -> Response {
    let path = request.uri.path
    let cookies = Self.cookies(request)
    if request.method == .get || request.method == .head {
      if let asset = Assets.response(path) { return asset }
      if path.hasPrefix("/files/api/v1/") { return try await file(request, cookies[Self.cookie], context) }
    }
    var visit = Visit(
      method: request.method.rawValue, path: path, query: Form(urlEncoded: request.uri.query ?? ""), form: try await Self.form(request) ?? Form(),
      token: cookies[Self.cookie], look: Look(cookie: cookies[Self.lookCookie]), ask: ask, call: call)
    guard visit.method == "GET" || visit.method == "HEAD" || visit.method == "POST" else { return Reply.page(405, FaultPage.wrongMethod(visit)).response }
    if visit.method == "POST", !Self.isOwn(request) { return Reply.page(403, FaultPage.foreign(visit)).response }
    do {
      try await visit.enter()
      if visit.method == "POST", visit.person != nil, path != "/activate", path != "/login", visit.form["_guard"] != visit.guardWord {
        return Reply.page(403, FaultPage.foreign(visit)).response
      }
      return try await Pages.reply(to: visit).response
    } catch let fault as Fault where fault.status == 401 {
      return LoginPage.reply(to: visit, instead: true).response
    } catch let fault as Fault {
      return Reply.page(fault.status, FaultPage.html(fault, visit)).response
    }
  }

  private func file(_ request: Request, _ token: String?, _ context: BasicRequestContext) async throws -> Response {
    var head = request.head
    head.path = String((head.path ?? "").dropFirst("/files".count))
    head.headerFields[.authorization] = token.map { "Bearer \($0)" }
    return try await forward(Request(head: head, body: request.body), context)
  }

  private static func cookies(_ request: Request) -> [String: String] {
    var found: [String: String] = [:]
    for part in (request.headers[.cookie] ?? "").split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { found[FormReading.trimmed(sides[0])] = FormReading.trimmed(sides[1]) }
    }
    return found
  }

  /// A form of this site: the browser says so, and an old one names where it came from.
  private static func isOwn(_ request: Request) -> Bool {
    if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) { return site == "same-origin" || site == "none" }
    guard let origin = request.headers[.origin], let host = request.head.authority else { return request.headers[.origin] == nil }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }

  private static func form(_ request: Request) async throws -> Form? {
    guard request.method == .post else { return nil }
    let buffer = try await request.body.collect(upTo: mostBytes)
    let type = request.headers[.contentType] ?? ""
    guard type.hasPrefix("multipart/form-data"), let mark = type.firstRange(of: "boundary=") else { return Form(urlEncoded: String(buffer: buffer)) }
    let boundary = type[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
    return Form(multipart: Array(buffer.readableBytesView), boundary: String(boundary))
  }
}

extension Visit {
  /// Who it is, and what the departments are called.
  mutating func enter() async throws {
    guard token != nil else { return }
    do { person = try await get("/sessions/current") } catch let fault as Fault where fault.status == 401 { return }
    for department in try await get("/departments")["departments"]?.array ?? [] {
      if let code = department["code"]?.string { departments[code] = department["name"]?.string }
    }
  }
}
