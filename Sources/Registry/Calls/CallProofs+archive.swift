import JSONText
import Postgres
import Proofs
import Records
import Seals
import Vocabulary

extension CallProofs {
  /// Whole months that stay in the database besides the present one (EX-20: use logs are kept online for six months).
  package static let monthsOnline = 6

  /// Archives every month that has been online long enough; the months. A month of which a call is not yet signed waits.
  package func archive() async throws -> [String] {
    guard let archives else { return [] }
    let now = try await records.read { _, now in now }
    let oldest = Day(of: now).adding(months: -Self.monthsOnline)
    let first = Day(oldest.civil.year, oldest.civil.month, 1) ?? oldest
    var done: [String] = []
    for date in try await records.pool.with({ try await $0.all(CallProofStatements.monthsBefore, first.date) }) {
      let month = Day(date)
      guard try await isSigned(month) else { continue }
      try await archive(month, in: archives)
      done.append(Self.name(month))
    }
    return done
  }

  /// Whether the months before this one's archive hold a call, and in which file. The id's part before the last hyphen names the process
  /// that gave it, the part behind it counts.
  package func archived(_ call: String) async throws -> (month: String, file: String)? {
    let parts = call.split(separator: "-", omittingEmptySubsequences: false)
    let number = parts.count > 1 && parts.last?.count ?? 0 <= 18 ? parts.last.flatMap { Int64($0) } : nil
    let run = number == nil ? call : parts.dropLast().joined(separator: "-")
    guard let row = try await records.pool.with({ try await $0.first(CallProofStatements.archiveOf, run, number ?? 0) }) else { return nil }
    return (Self.name(row.month), row.file)
  }

  static func name(_ month: Day) -> String { String(month.text.prefix(7)) }

  private func isSigned(_ month: Day) async throws -> Bool {
    try await records.read { tx, _ in
      let calls = try await tx.one(CallProofStatements.callsOfMonth, month.date, month.adding(months: 1).date)
      return try await tx.one(CallProofStatements.signedOfMonth, month.date) == calls
    }
  }

  /// Written, put in place, signed, read back and checked; only then do the rows go.
  private func archive(_ month: Day, in directory: String) async throws {
    let file = try ArchiveFile(directory: directory, month: Self.name(month))
    try await write(month, to: file)
    try await file.settle()
    let archive = try await file.measured(under: keys)
    let (sm2, p256) = (try signers.sm2.sign(archive.text), try signers.p256.sign(archive.text))
    try await file.put(manifest: archive.manifest(sm2: sm2, p256: p256, signer: try keys.name))
    guard try await file.verified(under: keys) == archive else { throw ProofFlaw("归档 \(file.path) 读回的内容不符") }
    let next = month.adding(months: 1)
    try await records.perform(.system("calls")) { work in
      _ = try await work.tx.run(CallProofStatements.hold)
      guard try await work.tx.one(CallProofStatements.callsOfMonth, month.date, next.date) == archive.calls else {
        throw ProofFlaw("归档期间 \(archive.month) 的调用记录有变动,库中的记录保留")
      }
      let keepUntil = try await work.tx.one(CallProofStatements.keepUntil, month.date, next.date)
      let runs = try await work.tx.all(CallProofStatements.runs, month.date, next.date)
      _ = try await work.tx.run(
        CallProofStatements.keepArchive, month.date, CallArchive.file(archive.month), archive.batches, archive.calls, archive.bytes, archive.hash,
        work.now.stamp, keepUntil)
      for run in runs { _ = try await work.tx.run(CallProofStatements.keepRun, month.date, run.run, run.first, run.last) }
      _ = try await work.tx.run(CallProofStatements.dropMonth, month.date)
      work.note("calls.archive", "month:\(archive.month)", ["calls": JSON(archive.calls), "sm3": .string(hex(archive.hash))])
    }
  }

  private func write(_ month: Day, to file: ArchiveFile) async throws {
    var last: Int64 = 0
    while true {
      let batches = try await records.pool.with { [last] in try await $0.all(CallProofStatements.batchesOfMonth, month.date, last, 20) }
      for batch in batches {
        let head = batch.head
        let calls = try await records.pool.with { try await $0.all(CallProofStatements.records, head.journal, head.first, head.last) }
        let lines = [Array(batch.signed.json.canonical.utf8)] + calls.map(\.canonical)
        try await file.append(lines.flatMap { $0 + [0x0A] })
      }
      guard let reached = batches.last?.head.id, batches.count == 20 else { return }
      last = reached
    }
  }
}
