package import Accounts
package import JSONText
import Postgres
import Proofs
import Records
package import Seals
import Vocabulary

/// What proves the calls (EX-8.2, EX-20): signs them in batches, anchors the batches outside the database, and gives out the evidence.
package struct CallProofs: Sendable {
  /// Most calls under one signature.
  package static let mostInBatch: Int64 = 4096

  let records: Records
  let registry: Registry
  let signers: Agreements.Signers
  /// Files outside the database; nil where this process keeps none.
  let anchors: AnchorFile?
  /// Where archives lie; nil where this process keeps none.
  let archives: String?
  /// Asks a time stamp authority; nil where none is configured.
  let stamp: Stamp?

  /// The authority's answer to a question, both in DER (RFC 3161).
  package typealias Stamp = @Sendable (_ query: [UInt8]) async throws -> [UInt8]

  package init(
    _ registry: Registry, signers: Agreements.Signers, anchors: AnchorFile? = nil, archives: String? = nil, stamp: Stamp? = nil
  ) {
    records = registry.records
    (self.registry, self.signers, self.anchors, self.archives, self.stamp) = (registry, signers, anchors, archives, stamp)
  }

  package var keys: BatchKeys { get throws { try signers.publicKeys } }

  /// Makes the partitions of this month and the next two, so that no call waits for one.
  package func makeMonths() async throws {
    let today = try await records.read { _, now in Day(of: now) }
    let first = Day(today.civil.year, today.civil.month, 1) ?? today
    for months in 0...2 {
      _ = try await records.pool.transaction { try await $0.run(CallProofStatements.makeMonth, first.adding(months: months).date) }
    }
  }

  /// Signs all calls that are as they will be; how many there were. A journal in which one is missing stops there and is named.
  package func seal() async throws -> Int {
    var sealed = 0
    var fault: (any Error)?
    for row in try await records.pool.with({ try await $0.all(CallProofStatements.waiting) }) {
      do {
        while case let count = try await sealBatch(row.journal, below: row.settled), count > 0 { sealed += count }
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return sealed
  }

  /// Signs the next batch of a journal: calls of one month, without a gap.
  private func sealBatch(_ journal: [UInt8], below settled: Int64) async throws -> Int {
    try await records.perform(.system("calls")) { [signers] work in
      _ = try await work.tx.run(CallProofStatements.hold)
      let next = try await work.tx.one(CallProofStatements.sealed, journal) + 1
      guard next < settled else { return 0 }
      let found = try await work.tx.all(CallProofStatements.records, journal, next, min(settled - 1, next + Self.mostInBatch - 1))
      let whole = found.enumerated().prefix { n, call in call.seq == next + Int64(n) && call.month == found[0].month }.map(\.element)
      guard let first = whole.first, let last = whole.last else {
        throw ProofFlaw("调用日志 \(hex(journal)) 缺少序号 \(next) 的记录,此后的调用不能签名")
      }
      _ = try await work.tx.run(CallProofStatements.makeMonth, first.month.date)
      let end = try await work.tx.first(CallProofStatements.end)
      let leaves = whole.map(\.leaf)
      let tree = MerkleTree(leaves: leaves)
      let head = CallHead(
        id: (end?.id ?? 0) + 1, journal: journal, first: first.seq, last: last.seq, at: work.now.text, root: tree.root,
        previous: end?.head ?? CallHead.zero)
      let (sm2, p256, signer) = (try signers.sm2.sign(head.text), try signers.p256.sign(head.text), try signers.publicKeys.name)
      _ = try await work.tx.run(
        CallProofStatements.keep, head.id, journal, head.first, head.last, first.month.date, work.now.stamp, head.root, head.previous, head.hash,
        sm2, p256, signer)
      _ = try await work.tx.run(CallProofStatements.keepLeaves, first.month.date, head.id, Array(leaves.joined()))
      return whole.count
    }
  }

  /// Writes the heads that the anchor file lacks into it, then says so in the database; how many there were.
  package func anchor() async throws -> Int {
    guard let anchors else { return 0 }
    let now = try await records.read { _, now in now }
    var written = 0
    while true {
      let last = try await anchors.last()
      let heads = try await records.pool.with { try await $0.all(CallProofStatements.unanchored, last, 1000) }
      try await anchors.append(heads.map { ($0.id, $0.head, $0.at.text) })
      written += heads.count
      let reached = heads.last?.id ?? last
      if reached > 0 {
        // What a restored older database does not know is not said to it; the check of the whole log finds it.
        try await records.pool.transaction { tx in
          guard let end = try await tx.first(CallProofStatements.end), end.id >= reached else { return }
          _ = try await tx.run(CallProofStatements.keepAnchor, anchors.place, reached, now.stamp)
        }
      }
      guard heads.count == 1000 else { return written }
    }
  }

  /// Has the last anchored batch stamped by the authority, with it all batches before; false when there is nothing to stamp.
  package func stampLast() async throws -> Bool {
    guard let stamp, let batch = try await records.pool.with({ try await $0.first(CallProofStatements.unstamped) }) else { return false }
    let query = TimeStampQuery(batch.head.text)
    let answer = try await stamp(query.der)
    guard query.isAnswered(by: answer) else { throw ProofFlaw("时间戳服务没有为签名批次 \(batch.head.id) 给出时间戳") }
    let now = try await records.read { _, now in now }
    _ = try await records.pool.with { try await $0.run(CallProofStatements.keepStamp, batch.head.id, now.stamp, answer) }
    return true
  }

  /// A call with everything that proves it, for its two departments and the bureau: a `CallBundle`, members in canonical order.
  package func evidence(of call: String, for person: Person) async throws -> JSON {
    _ = try await registry.call(call, for: person)
    return try await records.read { tx, _ in
      let record = try await tx.one(CallProofStatements.record, call)
      guard let batch = try await tx.first(CallProofStatements.batchOf, record.journal, record.seq) else { throw Refused(.callUnsealed) }
      let hashes = try await tx.first(CallProofStatements.leaves, batch.month.date, batch.head.id) ?? []
      let place = Int(record.seq - batch.head.first)
      guard let path = MerkleTree(leaves: hashes.pieces(of: 32)).path(place) else { throw Refused(.callUnsealed) }
      let stamp = try await tx.first(CallProofStatements.stampFrom, batch.head.id)
      let anchored = if let stamp { Int64?(stamp.batch) } else { try await tx.one(CallProofStatements.anchorFrom, batch.head.id) }
      let chain = try await tx.all(CallProofStatements.batches, batch.head.id, anchored ?? batch.head.id, 2000)
      let bundle = CallBundle(
        record: record.json, place: place, path: path, batches: chain.map(\.signed), isAnchored: anchored != nil && chain.last?.head.id == anchored,
        stamp: chain.last?.head.id == stamp?.batch ? stamp?.token : nil)
      return try JSON.parse(Array(bundle.json.canonical.utf8), limits: JSONLimits(bytes: 16 << 20, depth: 16))
    }
  }
}

extension Refusal {
  static let callUnsealed = Refusal("call.unsealed", .state, "这次调用的签名批次还未生成,请一分钟后再取", "EX-20")
}

extension [UInt8] {
  /// Cut into pieces of one length; a rest that is shorter is the last.
  func pieces(of length: Int) -> [[UInt8]] { stride(from: 0, to: count, by: length).map { Array(self[$0..<Swift.min($0 + length, count)]) } }
}
