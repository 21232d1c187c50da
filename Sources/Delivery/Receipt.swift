import JSONText
import Postgres
import Seals
import Vocabulary

/// 回执 of one delivered version: what landed, under which grant, signed by the platform and chained to the version before.
///
/// `body` is canonical JSON (RFC 8785) and names the hash of the previous receipt; `hash` is SM3 of the body; `signature` is SM2 over the body.
struct Receipt: Sendable, Hashable {
  let grant: Int64, version: Int64, kind: String, landedAt: Timestamp, rows: Int64, bytes: Int64, digest: String
  let body: String, previous: [UInt8], hash: [UInt8], signature: [UInt8]

  /// 32 zero bytes stand before a grant's first receipt.
  static let start = [UInt8](repeating: 0, count: 32)

  /// Makes and signs one.
  ///
  /// - Parameter recalls: why everything was taken back (召回); nil for a delivery.
  init(
    _ due: DueRow, version: Int64, landedAt: Timestamp, _ what: Published, previous: [UInt8], recalls: String? = nil, key: SigningKey
  ) throws {
    let (tally, bytes) = (what.tally, what.bytes)
    let facts: JSON = [
      "grant": JSON(due.grant), "version": JSON(version), "kind": .string(due.kind), "resource": .string(due.code), "title": .string(due.title),
      "provider": .string(due.provider), "department": .string(due.department), "items": JSON(due.grantedItems.map(\.name)),
      "nulls": .object(JSONObject(what.nulls.map { .init(name: $0.item, value: JSON($0.rows)) })),
      "way": .string(what.way.name), "change": what.change?.json ?? .null, "quarantined": what.flawed?.json ?? .null,
      "recalled": JSON(recalls), "digestBy": JSON(what.digestName),
      "rows": JSON(tally.rows), "bytes": JSON(bytes), "digest": .string(tally.digest),
      "landedAt": .string(Instant(microseconds: landedAt.microseconds).text), "previous": .string(hex(previous)),
      "signer": .string(hex(SM3.hash(Array(try key.publicKey.pem.utf8)))),
    ]
    body = facts.canonical
    (grant, kind, rows, digest) = (due.grant, due.kind, tally.rows, tally.digest)
    (self.version, self.landedAt, self.bytes, self.previous) = (version, landedAt, bytes, previous)
    hash = SM3.hash(Array(body.utf8))
    signature = try key.sign(Array(body.utf8))
  }

  /// Reads one back; nil unless its body, hash and signature hold together under the platform's key.
  init?(body: String, signature: [UInt8], key: VerifyingKey) {
    let bytes = Array(body.utf8)
    guard key.verify(signature, bytes), let facts = try? JSON.parse(bytes), facts.canonical == body,
      let grant = facts["grant"]?.int, let version = facts["version"]?.int, let kind = facts["kind"]?.string, let rows = facts["rows"]?.int,
      let size = facts["bytes"]?.int, let digest = facts["digest"]?.string, let landedAt = facts["landedAt"]?.string.flatMap({ Instant($0) }),
      let previous = facts["previous"]?.string.flatMap(Hexadecimal.decode)
    else { return nil }
    (self.grant, self.version, self.kind, self.rows, self.bytes) = (Int64(grant), Int64(version), kind, Int64(rows), Int64(size))
    (self.digest, self.previous, self.body, self.signature) = (digest, previous, body, signature)
    self.landedAt = Timestamp(microseconds: landedAt.microseconds)
    hash = SM3.hash(bytes)
  }

  /// `receipt.json` of a folder version.
  var file: JSON { ["body": .string(body), "hash": .string(hex(hash)), "signature": .string(Base64URL.encode(signature))] }

  init?(file: JSON, key: VerifyingKey) {
    guard let body = file["body"]?.string, let signature = file["signature"]?.string.flatMap(Base64URL.decode) else { return nil }
    self.init(body: body, signature: signature, key: key)
  }
}
