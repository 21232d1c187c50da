import JSONText
import Registry
import Vocabulary

/// A recorded call as both sides may read it, with its explanation in plain words.
enum CallJSON {
  static func of(_ row: CallRow) -> JSON {
    [
      "callId": .string(row.callID), "at": .string(row.at.text), "grant": row.grant.map { JSON($0) } ?? .null,
      "department": JSON(row.department), "provider": JSON(row.provider), "resource": JSON(row.resource), "method": .string(row.method),
      "path": .string(row.path), "admitted": .bool(row.admitted), "code": JSON(row.code),
      "status": row.status.map { JSON(Int($0)) } ?? .null, "bytes": row.bytes.map { JSON($0) } ?? .null,
      "micros": row.micros.map { JSON($0) } ?? .null, "faultParty": JSON(row.faultParty), "explanation": .string(explain(row)),
    ]
  }

  private static func explain(_ row: CallRow) -> String {
    if let code = row.code { return "被拒绝(\(code));责任方:\(party(row.faultParty))。请按提示改正后重试。" }
    guard let status = row.status else { return "已准入,结果未知:网关在应答结束前中断。请核对业务结果后再决定是否重试。" }
    if (200..<400).contains(status) { return "调用成功。" }
    return "已准入,提供部门接口返回\(status);责任方:\(party(row.faultParty))。"
  }

  private static func party(_ code: String?) -> String {
    switch code {
    case "consumer": "使用部门"
    case "provider": "提供部门"
    default: "平台"
    }
  }
}
