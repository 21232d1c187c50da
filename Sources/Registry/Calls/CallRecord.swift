import JSONText
import Postgres
import Records
import Seals
import Vocabulary

/// One row of the call log as it is signed and exported: what was known when the call was let in, and how it ended (EX-20).
struct CallRecord: PostgresRow {
  static let columns = """
    c.day, c.journal, c.seq, c.call_id, c.at, c.key_id, c.access_grant, c.resource, c.department, c.method, c.path, c.peer, c.admitted, c.code,
           c.status, c.bytes, c.rows, c.micros, c.fault, c.fault_party
    """

  let day: Day, journal: [UInt8], seq: Int64, callID: String, at: Instant, keyID: String?, grant: Int64?, resource: Int64?, department: String?
  let method: String, path: String, peer: String, admitted: Bool, code: String?
  let status: Int32?, bytes: Int64?, rows: Int64?, micros: Int64?, fault: String?, faultParty: String?

  init(from row: inout RowReader) throws {
    day = try Day(row.next())
    journal = try row.next()
    seq = try row.next()
    callID = try row.next()
    at = try Instant(row.next())
    keyID = try row.next()
    grant = try row.next()
    resource = try row.next()
    department = try row.next()
    method = try row.next()
    path = try row.next()
    peer = try row.next()
    admitted = try row.next()
    code = try row.next()
    status = try row.next()
    bytes = try row.next()
    rows = try row.next()
    micros = try row.next()
    fault = try row.next()
    faultParty = try row.next()
  }

  /// First day of the month in which it stands.
  var month: Day { Day(day.civil.year, day.civil.month, 1) ?? day }

  /// Every column; null where there is nothing. `Docs/reference/evidence.md` lists the members.
  var json: JSON {
    func number(_ value: Int64?) -> JSON { value.map { JSON($0) } ?? .null }
    return [
      "admitted": .bool(admitted), "at": .string(at.text), "bytes": number(bytes), "callId": .string(callID), "code": JSON(code),
      "day": .string(day.text), "department": JSON(department), "fault": JSON(fault), "faultParty": JSON(faultParty), "grant": number(grant),
      "journal": .string(hex(journal)), "keyId": JSON(keyID), "method": .string(method), "micros": number(micros), "path": .string(path),
      "peer": .string(peer), "resource": number(resource), "rows": number(rows), "seq": JSON(seq), "status": number(status.map(Int64.init)),
    ]
  }

  /// What the record's leaf is made of: `json` in canonical form (RFC 8785), written at once, since it is made for every call.
  var canonical: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(640)
    func put(_ name: StaticString, _ value: String?) {
      name.withUTF8Buffer { out += $0 }
      guard let value else { return out += "null".utf8 }
      JSON.quote(value, to: &out)
    }
    func put(_ name: StaticString, _ value: Int64?) {
      name.withUTF8Buffer { out += $0 }
      out += (value.map { String($0) } ?? "null").utf8
    }
    out += (admitted ? "{\"admitted\":true" : "{\"admitted\":false").utf8
    put(",\"at\":", at.text)
    put(",\"bytes\":", bytes)
    put(",\"callId\":", callID)
    put(",\"code\":", code)
    put(",\"day\":", day.text)
    put(",\"department\":", department)
    put(",\"fault\":", fault)
    put(",\"faultParty\":", faultParty)
    put(",\"grant\":", grant)
    put(",\"journal\":", hex(journal))
    put(",\"keyId\":", keyID)
    put(",\"method\":", method)
    put(",\"micros\":", micros)
    put(",\"path\":", path)
    put(",\"peer\":", peer)
    put(",\"resource\":", resource)
    put(",\"rows\":", rows)
    put(",\"seq\":", Int64?(seq))
    put(",\"status\":", status.map(Int64.init))
    out.append(UInt8(ascii: "}"))
    return out
  }
  var leaf: [UInt8] { MerkleTree.leaf(canonical) }
}
