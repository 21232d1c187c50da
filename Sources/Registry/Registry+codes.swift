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
  /// The old one lives until the new one is first used, and at most for the days that the department chose, up to what the bureau has set.
  case planned
  /// The old one dies at once: suspected leak, handover.
  case now
}

extension Registry {
  /// Makes a grant's access code. Shown in this answer and never again; only its keyed hash is kept.
  ///
  /// - Parameter grace: days after which a code that was replaced as planned ends even if the new one has not been used; nil: as many as the
  ///   bureau allows (EX-8.2 [CFG]).
  package func makeCode(_ id: Int64, _ replacement: Replacement, grace: Int? = nil, by person: Person, in work: Work) async throws -> AccessCode {
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
    guard grant.state == "in-force", work.now < grant.expiresAt else { throw Refused(.grantEnded) }
    let live = try await work.tx.one(RegistryStatements.liveCodes, id)
    guard replacement != .first || live == 0 else {
      throw Refused(Refusal("code.exists", .state, "授权码已生成且只显示一次;遗失请选择更换", "EX-8.2"))
    }
    let most = try await Settings.value(.codeGrace, on: Day(of: work.now), work.tx)
    let grace = grace ?? most
    guard (0...most).contains(grace) else {
      throw Refused(Refusal("code.grace", .form, "计划更换时旧码最多再用\(most)天(填0至\(most))", "EX-8.2").at("/days"))
    }
    let n = try await work.authority()
    let overlap = replacement == .planned ? min(work.now.adding(seconds: Int64(grace) * 86_400), grant.expiresAt) : work.now
    let ended = try await work.tx.all(RegistryStatements.endCodes, id, overlap.stamp, n, work.now.stamp)
    let code = Self.freshCode()
    _ = try await work.tx.run(
      RegistryStatements.addCode, code.keyID, id, HMAC.sm3(key: pepper.key, Array(code.secret.utf8)), Int32(pepper.version), work.now.stamp, person.id, n,
      ended.first { work.now < $0.endsAt }?.keyID)
    work.note(
      "code.make", "case:\(id)",
      ["key": .string(code.keyID), "replacement": .string(replacement.rawValue), "ended": .array(ended.map { [.string($0.keyID), .string($0.endsAt.text)] })])
    return code
  }

  /// Ends codes whose successor is in use (EX-8.2). The gateway that saw the first use ends the old one at that call; this lets all others,
  /// and a gateway that starts anew, know it.
  package func endSuperseded() async throws {
    for key in try await records.pool.with({ try await $0.all(RegistryStatements.supersededCodes) }) {
      try await records.perform(.system("codes")) { work in
        let n = try await work.authority()
        guard let code = try await work.tx.first(RegistryStatements.endSuperseded, key, work.now.stamp, n) else { return }
        work.note("code.end", "case:\(code.grant)", ["key": .string(code.keyID), "why": "新码已启用"])
      }
    }
  }

  /// 50 bits of key id, 256 of secret.
  private static func freshCode() -> AccessCode {
    AccessCode(keyID: String(Base32.encode(RandomBytes.make(7)).prefix(AccessCode.keyLength)), secret: Base64URL.encode(RandomBytes.make(32))) {
      let sum = CRC32.sum(Array($0.utf8))
      return String(Base32.encode(withUnsafeBytes(of: sum.bigEndian) { Array($0) }).prefix(AccessCode.sumLength))
    }
  }
}
