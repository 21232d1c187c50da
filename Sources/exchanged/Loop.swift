import Logging
import ServiceLifecycle

/// A piece of standing work in the one service group: either one body that runs until cancelled, or one that is done again and again.
struct Loop: Service {
  private let name: String
  private let body: @Sendable () async throws -> Void

  init(_ name: String, _ body: @escaping @Sendable () async throws -> Void) {
    self.name = name
    self.body = body
  }

  /// A failed round is logged and tried again at the next turn.
  init(_ name: String, every pause: Duration, logger: Logger, _ body: @escaping @Sendable () async throws -> Void) {
    self.init(name) {
      while !Task.isCancelled {
        do { try await body() } catch is CancellationError { return } catch {
          logger.warning("round failed", metadata: ["loop": "\(name)", "error": "\(error)"])
        }
        try? await Task.sleep(for: pause)
      }
    }
  }

  func run() async throws { try await cancelWhenGracefulShutdown { try await body() } }
}
