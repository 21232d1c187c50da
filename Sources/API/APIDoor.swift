package import Hummingbird
package import JSONText
import Seals
import Vocabulary

/// The API as it is asked from inside this process: by a page of the portal, with the session of whoever looks at it. Judged exactly like a request on
/// the wire, so that nothing is possible on a page that is refused there.
package struct APIDoor: Sendable {
  let responder: APIResponder

  /// One question.
  package struct Ask: Sendable {
    package var method: String, path: String, query: [(name: String, value: String)], token: String?
    package var body: [UInt8] = [], contentType: String?, idempotencyKey: String?
    /// The version of a case that the person has seen.
    package var seen: Int?

    package init(_ method: String, _ path: String, _ query: [(name: String, value: String)] = [], token: String?) {
      (self.method, self.path, self.query, self.token) = (method, path, query, token)
    }
  }

  /// Status and body; problems as RFC 9457 has them. Files are not given this way.
  package func ask(_ ask: Ask) async -> (status: Int, body: JSON) {
    let query = ask.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    var wire = APIResponder.Wire(method: ask.method, path: ask.path, uri: "\(ask.path)?\(query)", query: ask.query, token: ask.token)
    (wire.contentType, wire.idempotencyKey, wire.ifMatch) = (ask.contentType, ask.idempotencyKey, ask.seen.map(String.init))
    wire.body = { [body = ask.body] most, whenLarge in
      if body.count > most { throw whenLarge ?? Refused(.tooLarge) }
      return body
    }
    switch await responder.answer(wire, hex(RandomBytes.make(8))) {
    case .json(let (status, body, _)):
      responder.metrics.count(status)
      return (status, body)
    case .document, .download: return (406, ["message": "这是文件,请下载"])
    }
  }

  package func respond(to request: Request, _ context: BasicRequestContext) async throws -> Response {
    try await responder.respond(to: request, context: context)
  }
}
