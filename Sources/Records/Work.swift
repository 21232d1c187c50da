package import JSONText
package import Postgres
import Synchronization
package import Vocabulary

/// One unit of office work: one transaction in which an act, its audit, its notices and its outward jobs stand or fall together.
///
/// Audit entries are gathered and written last, so that the chain's head is the last lock taken.
package final class Work: Sendable {
  package let tx: Transaction
  /// Office time at the start of the work.
  package let now: Instant
  package let actor: Actor

  private struct Kept {
    var entries: [AuditEntry] = []
    var authority: Int64?
    var awaited: Int64?
    var prompt: [PromptJob] = []
  }
  private let kept = Mutex(Kept())
  private let attempt: Attempt

  init(_ tx: Transaction, now: Instant, actor: Actor, _ attempt: Attempt) {
    self.tx = tx
    self.now = now
    self.actor = actor
    self.attempt = attempt
  }

  /// Says what is being tried, so that a refusal can be audited with its subject.
  package func trying(_ what: String, _ subject: String) { attempt.set(what, subject) }

  /// Notes what was done for the audit (append-only, chained).
  package func note(_ action: String, _ subject: String, _ detail: JSON = [:]) {
    kept.withLock { $0.entries.append(AuditEntry(at: now, actor: actor.text, action: action, subject: subject, detail: detail)) }
  }

  /// Something outward, to be done after the commit. The same key is queued once.
  ///
  /// - Parameter promptly: it is tried before the answer goes out, within a short bound; the queued job sees to it in any case.
  package func queue(_ kind: String, key: String? = nil, promptly: Bool = false, _ payload: JSON) async throws {
    _ = try await tx.run(RecordStatements.queue, kind, key, JSONBytes(payload.text))
    if promptly { kept.withLock { $0.prompt.append(PromptJob(kind: kind, payload: payload)) } }
  }

  /// A message to a department's seat. With a key it is sent once only (K8).
  package func notify(_ department: String, role: String? = nil, about caseID: Int64?, _ kind: String, _ text: String, key: String? = nil)
    async throws
  {
    _ = try await tx.run(RecordStatements.notify, department, role, caseID, kind, text, now.stamp, key, actor.account)
  }

  /// The number under which gateways must know a change of authority before it counts as done. One number per work.
  package func authority() async throws -> Int64 {
    if let n = kept.withLock({ $0.authority }) { return n }
    let n = try await tx.one(RecordStatements.nextAuthority)
    kept.withLock { $0.authority = n }
    return n
  }

  /// This work changed nothing, but its answer may not go out before the gateways know all that was changed so far.
  func awaitAuthority() async throws {
    let n = try await tx.one(RecordStatements.presentAuthority)
    kept.withLock { $0.awaited = n }
  }

  /// The change of authority that must be known everywhere before the answer goes out.
  var settles: Int64? { kept.withLock { $0.authority ?? $0.awaited } }
  var entries: [AuditEntry] { kept.withLock { $0.entries } }
  var prompt: [PromptJob] { kept.withLock { $0.prompt } }
  var changedAuthority: Int64? { kept.withLock { $0.authority } }
}
