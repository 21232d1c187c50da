import JSONText
import Registry
import Sharing
import Vocabulary

/// A recorded call as both sides may read it, with its explanation in plain words.
enum CallJSON {
  static func of(_ row: CallRow) -> JSON {
    let explained = row.explanation
    return [
      "callId": .string(row.callID), "at": .string(row.at.text), "grant": row.grant.map { JSON($0) } ?? .null,
      "department": JSON(row.department), "provider": JSON(row.provider), "resource": JSON(row.resource), "method": .string(row.method),
      "path": .string(row.path), "admitted": .bool(row.admitted), "code": JSON(row.code ?? row.fault),
      "status": row.status.map { JSON(Int($0)) } ?? .null, "bytes": row.bytes.map { JSON($0) } ?? .null,
      "micros": row.micros.map { JSON($0) } ?? .null, "faultParty": JSON(row.faultParty), "explanation": .string(explained.sentence),
      "duty": .string(explained.duty.rawValue), "next": .string(explained.next),
    ]
  }
}
