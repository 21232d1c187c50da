import JSONText
package import Accounts
import Postgres
package import Records
import Seals
package import Sharing
import Vocabulary

/// How an access code is replaced (EX-8.2).
package enum Replacement: String, Sendable {
  /// The first code of a grant.
  case first
  /// The old one lives on for at most 7 days [CFG].
  case planned
  /// The old one dies at once: suspected leak, handover.
  case now
}

extension Registry {
  /// Makes a grant's access code. Shown in this answer and never again; only its keyed hash is kept.
  package func makeCode(_ id: Int64, _ replacement: Replacement, by person: Person, in work: Work) async throws -> AccessCode {
    work.trying("code.make", "case:\(id)")
    // Two codes asked for at once would both be the first one.
    guard try await work.tx.first(RegistryStatements.lockGrant, id) != nil,
      let grant = try await work.tx.first(RegistryStatements.grant, id)
    else {
      throw Refused(Refusal("grant.unknown", .missing, "没有这项授权", "EX-15"))
    }
    guard try await mayReceive(person, for: grant.department, work.tx) else {
      throw Refused(Refusal.notAllowed.saying(["who": "使用部门(取数/授权码)"]))
    }
    guard grant.kind == "interface" else { throw Refused(Refusal("code.kind", .form, "库表和文件从前置区取数,没有授权码", "EX-15")) }
    guard grant.state == "in-force", work.now < grant.expiresAt else { throw Refused(Refusal("E35", .role, "授权已暂停/收回/终止/到期", "EX-8.1")) }
    let live = try await work.tx.one(RegistryStatements.liveCodes, id)
    guard replacement != .first || live == 0 else {
      throw Refused(Refusal("code.exists", .state, "授权码已生成且只显示一次;遗失请选择更换", "EX-8.2"))
    }
    let n = try await work.authority()
    let overlap = replacement == .planned ? min(work.now.adding(seconds: 7 * 86_400), grant.expiresAt) : work.now
    _ = try await work.tx.run(RegistryStatements.endCodes, id, overlap.stamp, n, work.now.stamp)
    let code = Self.freshCode()
    _ = try await work.tx.run(
      RegistryStatements.addCode, code.keyID, id, HMAC.sm3(key: pepper.key, Array(code.secret.utf8)), Int32(pepper.version), work.now.stamp, person.id, n)
    work.note("code.make", "case:\(id)", ["key": .string(code.keyID), "replacement": .string(replacement.rawValue)])
    return code
  }

  /// 50 bits of key id, 256 of secret.
  private static func freshCode() -> AccessCode {
    AccessCode(keyID: String(Base32.encode(RandomBytes.make(7)).prefix(AccessCode.keyLength)), secret: Base64URL.encode(RandomBytes.make(32))) {
      let sum = CRC32.sum(Array($0.utf8))
      return String(Base32.encode(withUnsafeBytes(of: sum.bigEndian) { Array($0) }).prefix(AccessCode.sumLength))
    }
  }
}
