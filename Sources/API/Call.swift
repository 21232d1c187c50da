import Accounts
import JSONText
import Records
import Vocabulary

/// One request as a handler sees it: already admitted, its person known, its body read within the limits.
struct Call: Sendable {
  let requestID: String
  let person: Person?
  let token: String?
  let parameters: [String: String]
  let query: [String: String]
  let body: [UInt8]
  let contentType: String?
  /// `Range`, as it came.
  let range: String?
  let idempotencyKey: String?
  /// `If-Match: 7`: the version of the case that the caller had before him.
  let seen: Int32?
  /// Method, path and body: what an idempotency key is bound to.
  let fingerprint: [UInt8]

  /// The person; routes that need one are not reached without.
  func someone() throws -> Person {
    guard let person else { throw Refused(.noSession) }
    return person
  }

  /// The body as a JSON object whose members are all expected.
  func object(_ known: Set<String>) throws -> JSONObject {
    let object = try freeObject()
    let strange = object.names.filter { !known.contains($0) }
    guard strange.isEmpty else { throw Refused(strange.map { Refusal.strangeMember.saying(["name": $0]).at("/\($0)") }) }
    return object
  }

  /// The whole object, whatever its members: for acts and fields, whose own declaration judges them.
  func freeObject() throws -> JSONObject {
    if let contentType, !contentType.hasPrefix("application/json") { throw Refused(.wrongMedia) }
    guard !body.isEmpty else { return JSONObject() }
    let json: JSON
    do { json = try JSON.parse(body) } catch {
      throw Refused(Refusal.badJSON.saying(["why": error.reason.rawValue, "at": String(error.offset)]))
    }
    guard let object = json.object else { throw Refused(Refusal.badJSON.saying(["why": "object", "at": "0"])) }
    return object
  }

  /// Where a download is to go on: `Range: bytes=4096-`, the only form that is taken. Nought for all other requests.
  var resumesAt: Int64 {
    guard let range, range.hasPrefix("bytes="), range.hasSuffix("-") else { return 0 }
    return Int64(range.dropFirst(6).dropLast()).map { max(0, $0) } ?? 0
  }

  func id(_ name: String = "id") throws -> Int64 {
    guard let id = parameters[name].flatMap(Int64.init), id > 0 else { throw Refused(.badPath) }
    return id
  }

  /// Key of the last line of the page before, and how many lines: 1–1000, 100 when nothing is said.
  ///
  /// - Parameter numbered: false where `after` is no number but what the page before gave as `next`.
  func page(numbered: Bool = true) throws -> (after: Int64, limit: Int) {
    func number(_ name: String, _ range: ClosedRange<Int64>, _ usual: Int64) throws -> Int64 {
      guard let text = query[name] else { return usual }
      guard let value = Int64(text), range.contains(value) else { throw Refused(Refusal.badQuery.saying(["name": name])) }
      return value
    }
    return (numbered ? try number("after", 0...Int64.max, 0) : 0, Int(try number("limit", 1...1000, 100)))
  }
}

extension JSONObject {
  /// An optional object within this one.
  func part(_ name: String) throws -> JSONObject {
    guard let value = self[name], !value.isNull else { return JSONObject() }
    guard let object = value.object else { throw Refused(Refusal("E59", .form, "\(name)应为对象", "EX-12a").at("/\(name)")) }
    return object
  }

  /// An optional list of texts: anything else in its place is no empty list.
  func texts(_ name: String) throws -> [String] {
    guard let value = self[name], !value.isNull else { return [] }
    guard let texts = value.strings else { throw Refused(Refusal("E59", .form, "\(name)应为文字的列表", "EX-12a").at("/\(name)")) }
    return texts
  }

  /// A mandatory text member.
  func need(_ name: String, max: Int = 1024) throws -> String {
    guard let text = self[name]?.string, !text.isEmpty, text.count <= max else {
      throw Refused(Refusal("E59", .form, "请填写\(name)", "EX-12a").at("/\(name)"))
    }
    return text
  }
}
