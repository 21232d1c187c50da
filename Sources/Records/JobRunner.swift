package import JSONText
package import Logging
package import Postgres

/// Takes queued jobs one at a time under a lease and sees them through, with back-off and a dead end that people see.
package struct JobRunner: Sendable {
  package typealias Handler = @Sendable (_ payload: JSON, _ job: JobRow) async throws -> Void

  /// A fault after which trying again is of no use before a person has looked.
  package struct Hopeless: Error {
    package let why: String
    package init(_ why: String) { self.why = why }
  }

  static let leaseSeconds = 30, mostAttempts = 5

  private let pool: Pool
  private let handlers: [String: Handler]
  private let logger: Logger

  package init(_ pool: Pool, handlers: [String: Handler], logger: Logger) {
    self.pool = pool
    self.handlers = handlers
    self.logger = logger
  }

  /// Runs until cancelled. A database that is away is waited for.
  package func run() async {
    let clock = ContinuousClock()
    while !Task.isCancelled {
      do {
        if try await takeOne() == false { try await clock.sleep(for: .milliseconds(250)) }
      } catch is CancellationError {
        return
      } catch {
        logger.warning("job queue unreachable", metadata: ["error": "\(error)"])
        try? await clock.sleep(for: .seconds(1))
      }
    }
  }

  /// Takes the next due job, if any; true when there was one.
  package func takeOne() async throws -> Bool {
    let kinds = handlers.keys.sorted()
    guard let job = try await pool.with({ try await $0.first(RecordStatements.leaseJob, kinds, Self.leaseSeconds) }),
      let handler = handlers[job.kind]
    else { return false }
    do {
      let payload = try JSON.parse(job.payload)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await keepLease(job) }
        group.addTask { try await handler(payload, job) }
        // The lease keeper ends only by losing the lease; the handler ends by being done. Whichever is first ends both.
        try await group.next()
        group.cancelAll()
      }
      _ = try await pool.with { try await $0.run(RecordStatements.finishJob, job.id, job.fence) }
    } catch let hopeless as Hopeless {
      _ = try await pool.with { try await $0.run(RecordStatements.buryJob, job.id, job.fence, hopeless.why) }
    } catch {
      try await putBack(job, "\(error)")
    }
    return true
  }

  private struct LostLease: Error {}

  private func keepLease(_ job: JobRow) async throws {
    let clock = ContinuousClock()
    while true {
      try await clock.sleep(for: .seconds(Self.leaseSeconds / 3))
      let held = try await pool.with { try await $0.run(RecordStatements.extendJob, job.id, job.fence, Self.leaseSeconds) }
      guard held == 1 else { throw LostLease() }
    }
  }

  /// Full jitter between 1 and 60 seconds, at most five times; then it lies still for people.
  private func putBack(_ job: JobRow, _ why: String) async throws {
    logger.warning("job failed", metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempts)", "error": "\(why)"])
    try await pool.with { connection in
      if job.attempts >= Self.mostAttempts {
        _ = try await connection.run(RecordStatements.buryJob, job.id, job.fence, why)
      } else {
        let wait = Int.random(in: 1...min(60, 1 << Int(job.attempts + 1)))
        _ = try await connection.run(RecordStatements.delayJob, job.id, job.fence, why, wait)
      }
    }
  }

  /// What lies in the queue, for people.
  package func list(state: String?, after: Int64, limit: Int) async throws -> [JobLine] {
    try await pool.with { try await $0.all(RecordStatements.listJobs, state, after, limit) }
  }
}
