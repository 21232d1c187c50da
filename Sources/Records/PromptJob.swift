package import JSONText

/// A queued job that is tried at once, so that who asked finds it done: a landing area is closed before the answer to a revocation goes out.
package struct PromptJob: Sendable, Hashable {
  package let kind: String, payload: JSON

  /// How long an answer waits for it, in seconds. Then the queue alone sees to it.
  static let longestWait = 3.0

  /// Tries it; what fails is left to the queue.
  package typealias Try = @Sendable (PromptJob) async -> Void
}
