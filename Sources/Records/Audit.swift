import JSONText
package import Postgres
import Seals
import Vocabulary

/// The append-only chain of acts: `hash = SM3(previous hash ‖ record)`, and a MAC by a key that the database never sees (EX-20).
package struct Audit: Sendable {
  /// What a check of the chain found.
  package struct Finding: Sendable, Hashable {
    package let checked: Int64
    /// The first record that does not hold, with the reason in plain words; nil when all hold.
    package let broken: (seq: Int64, why: String)?

    package static func == (one: Finding, other: Finding) -> Bool {
      one.checked == other.checked && one.broken?.seq == other.broken?.seq && one.broken?.why == other.broken?.why
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(checked) }
  }

  private let key: [UInt8]
  package init(key: [UInt8]) { self.key = key }

  /// Writes the entries of one work at the chain's end. Locks the head: call it last.
  func append(_ entries: [AuditEntry], in tx: Transaction) async throws {
    guard !entries.isEmpty else { return }
    var head = try await tx.one(RecordStatements.lockHead)
    let rows = entries.map { entry in
      let detail = entry.detail.canonical
      let seq = head.seq + 1
      let hash = SM3.hash(head.hash + Array(entry.record(seq, detailText: detail).utf8))
      head = AuditHead(seq: seq, hash: hash)
      return (seq, entry.at.stamp, entry.actor, entry.action, entry.subject, detail, hash, HMAC.sm3(key: key, hash))
    }
    _ = try await tx.connection.pipeline(RecordStatements.writeEntry, rows)
    _ = try await tx.run(RecordStatements.moveHead, head.seq, head.hash)
  }

  /// Walks the whole chain and names the first record that does not hold.
  package func verify(_ pool: Pool) async throws -> Finding {
    try await pool.transaction(readOnly: true, isolation: .repeatableRead) { tx in
      var previous = [UInt8](repeating: 0, count: 32)
      var seq: Int64 = 0
      while true {
        let page = try await tx.all(RecordStatements.readEntries, seq, 1000)
        if page.isEmpty { break }
        for row in page {
          guard row.seq == seq + 1 else { return Finding(checked: seq, broken: (row.seq, "序号不连续")) }
          let hash = SM3.hash(previous + Array(row.entry.record(row.seq, detailText: row.detail).utf8))
          guard hash == row.hash else { return Finding(checked: seq, broken: (row.seq, "内容与哈希不符")) }
          guard equalInConstantTime(HMAC.sm3(key: key, hash), row.mac) else { return Finding(checked: seq, broken: (row.seq, "校验码不符")) }
          previous = hash
          seq = row.seq
        }
      }
      let head = try await tx.one(RecordStatements.readHead)
      guard head.seq == seq, head.hash == previous else { return Finding(checked: seq, broken: (head.seq, "链尾记录缺失")) }
      return Finding(checked: seq, broken: nil)
    }
  }
}
