import JSONText
import Seals

/// One request of a browser: who looks, what was sent, and how the API is asked on the person's behalf.
struct Visit: Sendable {
  let method: String, path: String
  let query: Form, form: Form
  /// The session's token, from the cookie.
  var token: String?
  let look: Look
  let ask: Portal.Ask
  let call: Portal.Call
  /// As `GET /api/v1/sessions/current` says; nil for a stranger.
  var person: JSON?
  /// Names of the departments by their codes.
  var departments: [String: String] = [:]

  var roles: [String] { person?["roles"]?.strings ?? [] }
  var department: String { person?["department"]?.string ?? "" }
  var isBureau: Bool { roles.contains { $0.hasPrefix("bureau.") } }
  func holds(_ roles: String...) -> Bool { roles.contains { self.roles.contains($0) || person?["administrator"]?.string.map { "admin.\($0)" } == $0 } }
  func name(of department: String?) -> String { department.map { departments[$0] ?? $0 } ?? "" }

  /// Bound to the session: another site's form does not know it.
  var guardWord: String { token.map { String(hex(SM3.hash(Array("portal-form \($0)".utf8))).prefix(32)) } ?? "" }

  /// What the API answers; a refusal is thrown as a `Fault` that a page shows.
  func get(_ path: String, _ query: [(name: String, value: String)] = []) async throws -> JSON {
    try await send(Portal.Question(method: "GET", path: "/api/v1\(path)", query: query, token: token))
  }

  /// An act of the person. Sent twice it is done once: the form carries its key.
  func send(_ method: String, _ path: String, _ body: JSON = [:], query: [(name: String, value: String)] = [], seen: Int? = nil) async throws -> JSON {
    var question = Portal.Question(method: method, path: "/api/v1\(path)", query: query, token: token)
    question.body = body.bytes
    question.contentType = "application/json"
    question.key = form["_key"]
    question.seen = seen
    return try await send(question)
  }

  func upload(_ method: String, _ path: String, _ query: [(name: String, value: String)], _ content: [UInt8]) async throws -> JSON {
    var question = Portal.Question(method: method, path: "/api/v1\(path)", query: query, token: token)
    question.body = content
    question.contentType = "application/octet-stream"
    question.key = form["_key"]
    return try await send(question)
  }

  private func send(_ question: Portal.Question) async throws -> JSON {
    let (status, body) = await ask(question)
    guard (200..<300).contains(status) else { throw Fault(status: status, problem: body) }
    return body
  }
}

/// What the API refused, as RFC 9457 has it.
struct Fault: Error {
  let status: Int
  let problem: JSON

  /// Message and clause of each refusal, with the field that is meant.
  var lines: [(message: String, clause: String, pointer: String, link: String?)] {
    let errors = problem["errors"]?.array ?? []
    guard !errors.isEmpty else { return [(problem["message"]?.string ?? "系统繁忙,请稍后再试", problem["clause"]?.string ?? "", "", nil)] }
    return errors.map { ($0["message"]?.string ?? "", $0["clause"]?.string ?? "", $0["pointer"]?.string ?? "", $0["link"]?.string) }
  }
  var requestID: String { problem["requestId"]?.string ?? "" }
}

/// Appearance that the person chose: kept in a cookie, drawn by the server.
struct Look: Sendable, Hashable {
  enum Theme: String, CaseIterable, Sendable { case auto, light, dark, contrast }
  enum Size: String, CaseIterable, Sendable { case normal, large, huge }
  var theme = Theme.auto, size = Size.normal

  init(cookie: String?) {
    let parts = (cookie ?? "").split(separator: ".").map(String.init)
    theme = parts.first.flatMap(Theme.init) ?? .auto
    size = parts.dropFirst().first.flatMap(Size.init) ?? .normal
  }
  var cookie: String { "\(theme.rawValue).\(size.rawValue)" }
}
