import JSONText
import Seals
import Sharing
import Vocabulary

/// Tells the provider who calls: `X-JYG-Caller: base64url(JSON).base64url(HMAC-SM3)`. Department, system, grant and call cannot be forged
/// by whoever reaches the service another way.
struct CallerSeal: Sendable {
  static let header = "X-JYG-Caller"
  let key: [UInt8]

  func seal(_ grant: GrantScope, callID: String, at: Instant) -> String {
    let facts: JSON = [
      "department": .string(grant.department), "departmentName": .string(grant.departmentName), "system": .string(grant.system), "grant": JSON(grant.id),
      "call": .string(callID), "at": .string(at.text),
    ]
    let body = Base64URL.encode(facts.bytes)
    return "\(body).\(Base64URL.encode(HMAC.sm3(key: key, Array(body.utf8))))"
  }
}
