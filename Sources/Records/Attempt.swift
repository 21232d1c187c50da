import Synchronization

/// What a piece of work set out to do. Outlives its transaction, so that a refusal can be audited with it.
final class Attempt: Sendable {
  private let words = Mutex((what: "-", subject: "-"))

  func set(_ what: String, _ subject: String) { words.withLock { $0 = (what, subject) } }
  var what: String { words.withLock { $0.what } }
  var subject: String { words.withLock { $0.subject } }
}
