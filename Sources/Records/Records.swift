import JSONText
package import Postgres
package import Vocabulary

/// The one door to the exchange's database for everything that decides: each piece of work is one transaction with its audit.
package struct Records: Sendable {
  package let pool: Pool
  package let audit: Audit
  private let promptly: PromptJob.Try?

  /// - Parameter promptly: tries a job before the answer goes out; without it jobs wait for the queue.
  package init(pool: Pool, auditKey: [UInt8], promptly: PromptJob.Try? = nil) {
    self.pool = pool
    self.promptly = promptly
    audit = Audit(key: auditKey)
  }

  /// Does a piece of work and commits it with its audit. When authority changed, returns only after no gateway can serve the old one.
  ///
  /// A refused piece of work changes nothing; what was refused is audited in a transaction of its own (EX §3). Work that the database
  /// broke off because two pieces waited for each other is begun anew, so the body may run more than once.
  package func perform<Result: Sendable>(_ actor: Actor, _ body: @Sendable (Work) async throws -> Result) async throws -> Result {
    let attempt = Attempt()
    do {
      let (result, changed, prompt) = try await again(3) {
        try await pool.transaction { tx in
          let now = try await Instant(tx.one(RecordStatements.officeNow))
          let work = Work(tx, now: now, actor: actor, attempt)
          let result = try await body(work)
          if work.changedAuthority != nil { _ = try await tx.run(RecordStatements.tellAuthority) }
          try await audit.append(work.entries, in: tx)
          return (result, work.settles, work.prompt)
        }
      }
      // What was decided is closed everywhere before it is answered: the gateways at once, landing areas if they can be reached in time.
      async let tried: Void = tryAtOnce(prompt)
      if let changed { try await Authority(pool).settle(changed) }
      await tried
      return result
    } catch let refused as Refused {
      try? await note(refused, actor, attempt.what, attempt.subject)
      throw refused
    }
  }

  private func tryAtOnce(_ jobs: [PromptJob]) async {
    guard let promptly, !jobs.isEmpty else { return }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for job in jobs { await promptly(job) } }
      group.addTask { try? await Task.sleep(for: .seconds(PromptJob.longestWait)) }
      await group.next()
      group.cancelAll()
    }
  }

  private func again<Result: Sendable>(_ times: Int, _ body: () async throws -> Result) async throws -> Result {
    var left = times
    while true {
      left -= 1
      do { return try await body() } catch let error as PostgresError where error.isPassing && left > 0 {}
    }
  }

  /// A look that changes nothing, in one snapshot.
  package func read<Result: Sendable>(_ body: @Sendable (Transaction, Instant) async throws -> Result) async throws -> Result {
    try await pool.transaction(readOnly: true, isolation: .repeatableRead) { tx in
      try await body(tx, Instant(tx.one(RecordStatements.officeNow)))
    }
  }

  /// Audits a refusal: who, what was tried on what, and every code that was answered.
  package func note(_ refused: Refused, _ actor: Actor, _ what: String, _ subject: String) async throws {
    try await pool.transaction { tx in
      let now = try await Instant(tx.one(RecordStatements.officeNow))
      let codes = JSON.array(refused.refusals.map { .string($0.code) })
      let detail: JSON = ["tried": .string(what), "codes": codes]
      let entry = AuditEntry(at: now, actor: actor.text, action: "refused", subject: subject, detail: detail)
      try await audit.append([entry], in: tx)
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

  /// A person lets a dead job try again; false when it is not dead.
  package func retry(job id: Int64, in work: Work) async throws -> Bool {
    guard try await work.tx.run(RecordStatements.retryJob, id) == 1 else { return false }
    work.note("job.retry", "job:\(id)")
    return true
  }

  /// A department's notices, the newest first.
  ///
  /// - Parameters:
  ///   - account: who looks; says which of them are seen.
  ///   - after: the last notice of the page before; 0 for the first page.
  package func notices(_ department: String, for account: Int64 = 0, after: Int64, limit: Int) async throws -> [NoticeRow] {
    try await pool.with { try await $0.all(RecordStatements.readNotices, department, account, after, limit) }
  }

  /// How many a person has not seen, up to a hundred.
  package func unseen(_ department: String, by account: Int64) async throws -> Int {
    Int(try await pool.with { try await $0.one(RecordStatements.unseenNotices, department, account) })
  }

  /// Everything up to this notice is seen.
  package func see(through notice: Int64, by account: Int64) async throws {
    _ = try await pool.with { try await $0.run(RecordStatements.seeNotices, account, notice) }
  }

  /// Gateways that run or ran lately, the newest first.
  package func nodes() async throws -> [NodeLine] { try await pool.with { try await $0.all(RecordStatements.listNodes) } }

  package func auditLines(after: Int64, limit: Int) async throws -> [AuditRow] {
    try await pool.with { try await $0.all(RecordStatements.readEntries, after, limit) }
  }
}
