package import Seals
import Vocabulary

/// Password hashing takes a third of a second of one core, so at most two run at once and sixteen wait; more are told to come back.
package actor HashingDesk {
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private let cost: PasswordCost
  package init(cost: PasswordCost) { self.cost = cost }

  package func make(_ password: String) async throws -> String {
    let cost = cost
    return try await inTurn { try PasswordHash.make(password, cost: cost) }
  }

  package func verify(_ password: String, _ hash: String) async throws -> Bool {
    try await inTurn { PasswordHash.verify(password, hash) }
  }

  private func inTurn<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    guard waiting.count < 16 else { throw Refused(.busy) }
    if running < 2 { running += 1 } else { await withCheckedContinuation { waiting.append($0) } }
    defer { if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() } }
    return try await Self.aside(body)
  }

  /// Off this actor, so that another may hash on the second core.
  nonisolated private static func aside<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask { try body() }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }
}
