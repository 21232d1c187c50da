import JSONText
package import Postgres
package import Vocabulary

/// The one door to the exchange's database for everything that decides: each piece of work is one transaction with its audit.
package struct Records: Sendable {
  package let pool: Pool
  package let audit: Audit

  package init(pool: Pool, auditKey: [UInt8]) {
    self.pool = pool
    audit = Audit(key: auditKey)
  }

  /// Does a piece of work and commits it with its audit. When authority changed, returns only after no gateway can serve the old one.
  ///
  /// A refused piece of work changes nothing; what was refused is audited in a transaction of its own (EX §3).
  package func perform<Result: Sendable>(_ actor: Actor, _ body: @Sendable (Work) async throws -> Result) async throws -> Result {
    do {
      let (result, changed) = try await pool.transaction { tx in
        let now = try await Instant(tx.one(RecordStatements.officeNow))
        let work = Work(tx, now: now, actor: actor)
        let result = try await body(work)
        if work.changedAuthority != nil { _ = try await tx.run(RecordStatements.tellAuthority) }
        try await audit.append(work.entries, in: tx)
        return (result, work.changedAuthority)
      }
      if let changed { try await Authority(pool).settle(changed) }
      return result
    } catch let refused as Refused {
      try? await noteRefusal(refused, actor)
      throw refused
    }
  }

  /// A look that changes nothing, in one snapshot.
  package func read<Result: Sendable>(_ body: @Sendable (Transaction, Instant) async throws -> Result) async throws -> Result {
    try await pool.transaction(readOnly: true, isolation: .repeatableRead) { tx in
      try await body(tx, Instant(tx.one(RecordStatements.officeNow)))
    }
  }

  private func noteRefusal(_ refused: Refused, _ actor: Actor) async throws {
    try await pool.transaction { tx in
      let now = try await Instant(tx.one(RecordStatements.officeNow))
      let codes = JSON.array(refused.refusals.map { .string($0.code) })
      try await audit.append([AuditEntry(at: now, actor: actor.text, action: "refused", subject: "-", detail: ["codes": codes])], in: tx)
    }
  }

  /// Moves the office clock of a rehearsal database forward (K10). Any other database refuses by constraint.
  package func moveClock(to instant: Instant, _ actor: Actor, backward refusal: Refusal) async throws {
    try await perform(actor) { work in
      do {
        _ = try await work.tx.run(RecordStatements.moveClock, instant.stamp)
      } catch let error as PostgresError where error.constraint == "installation_clock_forward" {
        throw Refused(refusal)
      }
      _ = try await work.authority()
      work.note("clock.move", "installation", ["to": .string(instant.text)])
    }
  }

  package func isRehearsal() async throws -> Bool { try await pool.with { try await $0.one(RecordStatements.isRehearsal) } }

  package func notices(_ department: String, after: Int64, limit: Int) async throws -> [NoticeRow] {
    try await pool.with { try await $0.all(RecordStatements.readNotices, department, after, limit) }
  }

  package func auditLines(after: Int64, limit: Int) async throws -> [AuditRow] {
    try await pool.with { try await $0.all(RecordStatements.readEntries, after, limit) }
  }
}
