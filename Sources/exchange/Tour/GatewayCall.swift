import Couriers
import JSONText

/// One answer of the gateway.
struct GatewayCall: Sendable {
  let status: Int
  let body: JSON
  let text: String
  let callId: String

  init(_ response: WireResponse) {
    status = response.status
    text = String(decoding: response.body, as: UTF8.self)
    body = (try? JSON.parse(response.body)) ?? .null
    callId = response.header("X-Call-Id") ?? ""
  }

  var code: String { body["code"]?.string ?? "" }
  var message: String { body["message"]?.string ?? "" }
}

extension Stage {
  /// Calls `/svc/…` as a business system does.
  func call(_ path: String, code: String?) async throws -> GatewayCall {
    let headers = code.map { [("Authorization", "Bearer \($0)")] } ?? []
    return GatewayCall(try await gateway.raw("GET", "/svc/\(path)", headers: headers))
  }

  /// The call must be refused with this status and code.
  func callRefused(_ path: String, code: String?, status: Int, _ refusal: String, names: String? = nil) async throws -> String {
    let call = try await call(path, code: code)
    try check(call.status == status && call.code == refusal, "应为 \(status) \(refusal),实为 \(call.status) \(call.text.prefix(200))")
    if let names { try check(call.message.contains(names) || call.text.contains(names), "拒绝中没有指出“\(names)”:\(call.message)") }
    return "\(call.status) \(call.code) \(call.message)"
  }
}
