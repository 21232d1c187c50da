import Postgres
import Proofs
import Records
import Seals
import Vocabulary

extension CallProofs {
  /// Walks the whole call log against its batches, their signatures, and the anchor file of this node. Stops at the first fault.
  package func check() async throws -> CallCheck {
    let anchors = try await anchorLines()
    let archived = Set(try await records.pool.with { try await $0.all(CallProofStatements.archives) }.map(\.month))
    var walk = BatchWalk(keys: try keys, anchors: anchors, archived: archived)
    do {
      while true {
        let next = walk.last + 1
        let page = try await records.pool.with { try await $0.all(CallProofStatements.batches, next, .max, 100) }
        if page.isEmpty { break }
        for batch in page { try await take(batch, &walk) }
      }
      try walk.finish()
      try await strays()
    } catch let fault as CallCheck.Fault {
      walk.report.fault = fault
    }
    walk.report.unanchored = try await unanchored(after: walk.anchored)
    walk.report.anchored = walk.anchored
    return walk.report
  }

  private func take(_ batch: CallBatchRow, _ walk: inout BatchWalk) async throws {
    try walk.begin(batch)
    let head = batch.head
    let (calls, hashes) = try await records.read { tx, _ in
      (
        try await tx.all(CallProofStatements.records, head.journal, head.first, head.last),
        try await tx.first(CallProofStatements.leaves, batch.month.date, head.id) ?? []
      )
    }
    try walk.calls(calls, hashes.pieces(of: 32), of: batch)
  }

  /// What stands in the log before, behind and outside the signed calls, in one snapshot: calls arrive meanwhile.
  private func strays() async throws {
    let fault = try await records.read { tx, _ in try await Self.stray(in: tx) }
    if let fault { throw fault }
  }

  private static func stray(in tx: Transaction) async throws -> CallCheck.Fault? {
    let journals = try await tx.all(CallProofStatements.journals, Int64.max)
    func extra(_ text: String, _ call: CallRecord?) -> CallCheck.Fault { CallCheck.Fault(kind: "extra", text: text, batch: nil, place: call?.place) }
    for journal in try await tx.all(CallProofStatements.logged) {
      let first = try await tx.first(CallProofStatements.firstAfter, journal, Int64.min)
      guard let row = journals.first(where: { $0.journal == journal }) else {
        return extra("日志 \(hex(journal)) 不属于任何网关,其中的记录是多出的", first)
      }
      if let first, first.seq < 1 { return extra("序号 \(first.seq) 的记录是多出的", first) }
      if let beyond = try await tx.first(CallProofStatements.firstAfter, journal, row.highest) {
        return extra("序号 \(beyond.seq) 的记录不是由网关送来的", beyond)
      }
    }
    for row in journals {
      guard let gap = try await tx.one(CallProofStatements.firstGap, row.journal, row.sealed + 1, row.highest) else { continue }
      let place = CallCheck.Place(journal: hex(row.journal), seq: gap, callID: nil, at: nil)
      return CallCheck.Fault(kind: "missing", text: "日志 \(hex(row.journal)) 缺少序号 \(gap) 的记录(尚未签名)", batch: nil, place: place)
    }
    return nil
  }

  /// The earliest call behind the last anchored batch of its journal.
  private func unanchored(after batch: Int64) async throws -> CallCheck.Place? {
    var earliest: CallRecord?
    for row in try await records.pool.with({ try await $0.all(CallProofStatements.journals, batch) }) {
      guard let call = try await records.pool.with({ try await $0.first(CallProofStatements.firstAfter, row.journal, row.sealed) }) else { continue }
      if earliest.map({ call.at < $0.at }) ?? true { earliest = call }
    }
    return earliest?.place
  }

  private func anchorLines() async throws -> [Int64: [UInt8]] {
    guard let anchors else { return [:] }
    return try AnchorLines.read(try await anchors.read())
  }
}
