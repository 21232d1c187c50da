import JSONText
import Vocabulary

/// What a caller is told when something went wrong: RFC 9457 with the measure's code, words and clause. Nothing of the inside.
enum Problem {
  static let mediaType = "application/problem+json; charset=utf-8"

  static func of(_ refused: Refused, requestID: String, path: String) -> (status: Int, body: JSON) {
    let first = refused.refusals.first ?? .badPath
    let errors = refused.refusals.map { refusal -> JSON in
      var error = JSONObject([
        .init(name: "pointer", value: .string(refusal.pointer ?? "")), .init(name: "code", value: .string(refusal.code)),
        .init(name: "message", value: .string(refusal.message)), .init(name: "clause", value: .string(refusal.clause.description)),
      ])
      // Where to go instead: an address of this API.
      error["link"] = refusal.link.map { .string($0) }
      return .object(error)
    }
    return (first.kind.rawValue, body(first.code, first.kind.rawValue, first.message, first.clause.description, requestID, path, errors))
  }

  /// The inside failed; the caller gets a number to ask about.
  static func unexpected(requestID: String, path: String) -> (status: Int, body: JSON) {
    (500, body("internal", 500, "系统内部错误,请凭请求号联系市数据局", "EX-4a", requestID, path, []))
  }

  static func plain(_ status: Int, _ code: String, _ message: String, requestID: String, path: String) -> (status: Int, body: JSON) {
    (status, body(code, status, message, "EX-3", requestID, path, []))
  }

  private static func body(
    _ code: String, _ status: Int, _ message: String, _ clause: String, _ requestID: String, _ path: String, _ errors: [JSON]
  ) -> JSON {
    [
      "type": .string("urn:jyg:problem:\(code)"), "title": .string(message), "status": JSON(status), "detail": .string(message),
      "instance": .string(path), "code": .string(code), "message": .string(message), "clause": .string(clause),
      "requestId": .string(requestID), "errors": .array(errors),
    ]
  }
}
