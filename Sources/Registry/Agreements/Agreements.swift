package import Accounts
import JSONText
import Postgres
import Records
package import Seals
import Vocabulary

/// Data-sharing agreements (数据共享协议, EX-19): reads them, and signs what was written about them, in batches.
package struct Agreements: Sendable {
  /// The installation's own two signing keys.
  package struct Signers: Sendable {
    let sm2: SigningKey, p256: SigningKey
    package init(sm2: SigningKey, p256: SigningKey) { (self.sm2, self.p256) = (sm2, p256) }

    package var publicKeys: BatchKeys { get throws { try BatchKeys(sm2: sm2.publicKey, p256: p256.publicKey) } }
  }

  /// Most events under one signature.
  package static let mostInBatch = 1000

  private let records: Records
  private let registry: Registry
  private let signers: Signers

  package init(_ registry: Registry, signers: Signers) {
    records = registry.records
    self.registry = registry
    self.signers = signers
  }

  /// Under which the signatures are checked.
  package var keys: BatchKeys { get throws { try signers.publicKeys } }

  /// The agreement of a grant with everything that became of it, for its two departments and the bureau.
  package func agreement(of grant: Int64, for person: Person) async throws -> Agreement {
    let row = try await registry.grant(grant, for: person)
    return try await records.read { tx, _ in
      let events = try await tx.all(AgreementStatements.events, grant)
      guard let approved = events.first(where: { $0.kind == .approved }), let content = try? JSON.parse(Array(approved.body.utf8)),
        let version = content["terms"]?["version"]?.int, let terms = try await tx.first(AgreementStatements.terms, Int32(version))
      else { throw Refused(.noAgreement) }
      var proved: [Agreement.Event] = []
      for event in events { proved.append(Agreement.Event(row: event, proof: try await Self.proof(event, in: tx))) }
      return Agreement(grant: row, content: content, terms: terms, hash: approved.hash, events: proved)
    }
  }

  /// A published bulletin with its signatures. Whoever may see the bulletin may have it; that is asked before.
  package func bulletin(_ id: Int64) async throws -> SignedBulletin {
    try await records.read { tx, _ in
      guard let event = try await tx.first(AgreementStatements.bulletin, id) else { throw Refused(.notPublishedYet) }
      return SignedBulletin(event: event, proof: try await Self.proof(event, in: tx))
    }
  }

  /// The terms that an application submitted now is under; shown before it is submitted.
  package func terms() async throws -> TermsRow {
    try await records.read { tx, now in try await tx.one(AgreementStatements.termsOn, Day(of: now).date) }
  }

  private static func proof(_ event: AgreementEventRow, in tx: Transaction) async throws -> Agreement.Proof? {
    guard let batch = event.batch, let place = event.place, let row = try await tx.first(AgreementStatements.batch, batch) else { return nil }
    let tree = MerkleTree(try await tx.all(AgreementStatements.hashes, batch))
    guard let path = tree.path(Int(place)) else { return nil }
    let seal = BatchSeal(batch: row.id, size: Int(row.size), at: row.at.text, sm2: row.sm2, p256: row.p256)
    return Agreement.Proof(seal: seal, place: Int(place), path: path, signer: row.signer)
  }

  /// Signs what waits, a thousand at most under one signature; how many there were.
  package func seal() async throws -> Int {
    guard try await records.pool.with({ try await $0.one(AgreementStatements.hasUnsealed) }) else { return 0 }
    return try await records.perform(.system("agreements")) { [signers] work in
      _ = try await work.tx.run(AgreementStatements.holdSealing)
      let events = try await work.tx.all(AgreementStatements.unsealed, Self.mostInBatch)
      guard !events.isEmpty else { return 0 }
      let batch = try await work.tx.one(AgreementStatements.nextBatch)
      let tree = MerkleTree(events.map(\.hash))
      let seal = try BatchSeal(tree, batch: batch, at: work.now.text, sm2: signers.sm2, p256: signers.p256)
      let signer = try signers.publicKeys.name
      _ = try await work.tx.run(
        AgreementStatements.keepBatch, batch, Int32(tree.size), work.now.stamp, tree.root, seal.sm2, seal.p256, signer)
      _ = try await work.tx.run(AgreementStatements.keepLeaves, batch, events.map(\.id))
      work.note("agreement.seal", "batch:\(batch)", ["size": JSON(tree.size), "root": .string(hex(tree.root))])
      return events.count
    }
  }
}

extension Refusal {
  static let noAgreement = Refusal("agreement.unknown", .missing, "这项授权没有可打印的协议", "EX-19")
  static let notPublishedYet = Refusal("bulletin.unpublished", .missing, "通报尚未发布,没有签名文本", "EX-17b")
}
