import JSONText
import Sharing
import Vocabulary

/// An answer of the gateway itself: what, which clause, whose fault (RFC 9457).
struct Problem {
  let status: Int, code: String, message: String, clause: String
  let party: Denial.Party
  /// As it stands in the call's record.
  let record: String
  var retryAfter: Int?

  init(_ denial: Denial, at now: Instant) {
    (status, code, message) = (denial.refusal.kind.rawValue, denial.refusal.code, denial.refusal.message)
    (clause, party, record) = (denial.refusal.clause.description, denial.party, denial.record)
    let known = denial.until.map { Int(max(1, ($0.microseconds - now.microseconds + 999_999) / 1_000_000)) }
    retryAfter = known ?? (status == 429 ? 1 : status == 503 ? 30 : nil)
  }

  init(_ status: Int, _ code: String, _ message: String, _ party: Denial.Party, retryAfter: Int? = nil) {
    (self.status, self.code, self.message, self.party, self.retryAfter) = (status, code, message, party, retryAfter)
    (clause, record) = ("EX-8.2", code)
  }

  /// As the status line says it; people read the body.
  var reason: String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    default: ""
    }
  }

  func body(_ callID: String) -> String {
    let json: JSON = [
      "type": .string("urn:jyg:problem:\(code)"), "title": .string(message), "status": JSON(status), "detail": .string(message), "code": .string(code),
      "message": .string(message), "clause": .string(clause), "requestId": .string(callID),
    ]
    return json.text
  }
}

extension Problem {
  static let notFound = Problem(404, "path.unknown", "网关只受理 /svc/资源代码/… 的调用", .consumer)
  static let badRequest = Problem(400, "request.invalid", "请求不符合HTTP/1.1", .consumer)
  static let headersTooLarge = Problem(431, "request.headers", "请求头过多或过大", .consumer)
  static let lineTooLong = Problem(414, "request.line", "地址过长,最多8192字节", .consumer)
  static let slowRequest = Problem(408, "request.slow", "请求未在规定时间内送达", .consumer)
  static let bodyTooLarge = Problem(413, "request.large", "请求体过大", .consumer)
  static let bodyNotTaken = Problem(400, "request.body", "查询操作不带请求体", .consumer)
  static let noLease = Problem(503, "gateway.lease", "网关暂时不能确认授权状态,请稍后重试", .gateway, retryAfter: 5)
  static let noRecord = Problem(503, "gateway.journal", "网关暂时不能记录调用,请稍后重试", .gateway, retryAfter: 5)
  static let draining = Problem(503, "gateway.draining", "网关正在停止,请重试", .gateway, retryAfter: 1)
  static let crowded = Problem(503, "gateway.crowded", "连接过多,请稍后重试", .gateway, retryAfter: 5)
  static let noUpstream = Problem(502, "upstream.unknown", "提供部门的服务地址不可用", .provider)
  static let notAdmitted = Problem(502, "upstream.denied", "提供部门的服务地址不在准许名单内", .provider)
  static let unreachable = Problem(502, "upstream.unreachable", "连接不上提供部门的服务", .provider)
  static let connectTimeout = Problem(504, "upstream.connect", "连接提供部门的服务超时", .provider)
  static let busy = Problem(503, "upstream.busy", "提供部门的服务并发已满,请稍后重试", .provider, retryAfter: 1)
  static let open = Problem(503, "upstream.open", "提供部门的服务连续失败,暂停调用30秒", .provider, retryAfter: 30)
  static let broken = Problem(502, "upstream.broken", "提供部门的服务中断了应答", .provider)
  static let slow = Problem(504, "upstream.slow", "提供部门的服务未在规定时间内应答", .provider)
  static let notFilterable = Problem(502, "upstream.unfiltered", "提供部门的应答不是可逐项过滤的JSON,未予转交", .provider)
}
