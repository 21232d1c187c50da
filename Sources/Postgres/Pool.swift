/// Connections that are kept ready, handed out one task at a time.
package final class Pool: Sendable {
  private let store: PoolStore

  package init(_ settings: PostgresSettings, size: Int = 8, waitDeadline: Duration = .seconds(5), lifetime: Duration = .seconds(1800)) {
    store = PoolStore(settings, size: size, wait: waitDeadline, lifetime: lifetime)
  }

  /// Lends a connection for as long as the body runs. Waits at most the pool's deadline for one to come free.
  package func with<Output: Sendable>(_ body: @Sendable (Connection) async throws -> Output) async throws -> Output {
    let lease = try await store.take()
    do {
      let output = try await body(lease.connection)
      await store.put(lease)
      return output
    } catch {
      await store.put(lease)
      throw error
    }
  }

  package func transaction<Output: Sendable>(
    readOnly: Bool = false, isolation: Transaction.Isolation = .readCommitted, _ body: @Sendable (Transaction) async throws -> Output
  ) async throws -> Output {
    try await with { try await $0.transaction(readOnly: readOnly, isolation: isolation, body) }
  }

  package func close() async { await store.close() }
}
