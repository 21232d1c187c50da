/// Which connections are idle, how many are out, and who waits.
actor PoolStore {
  struct Lease: Sendable {
    let connection: Connection
    let born: ContinuousClock.Instant
  }
  private typealias Waiter = (id: Int, continuation: CheckedContinuation<Lease?, any Error>)

  private let settings: PostgresSettings, size: Int, wait: Duration, lifetime: Duration
  private var idle: [Lease] = []
  private var out = 0
  private var waiters: [Waiter] = []
  private var nextID = 0
  private var isClosed = false

  init(_ settings: PostgresSettings, size: Int, wait: Duration, lifetime: Duration) {
    self.settings = settings
    self.size = size
    self.wait = wait
    self.lifetime = lifetime
  }

  func take() async throws -> Lease {
    guard !isClosed else { throw PostgresError(.connection, "the pool is closed") }
    if out >= size {
      // nil: a place came free without a connection that could be handed over.
      if let lease = try await queueUp() { return lease }
    } else {
      out += 1
    }
    do {
      while let lease = idle.popLast() {
        if await lease.connection.isUsable, lease.born.duration(to: .now) < lifetime { return lease }
        await lease.connection.close()
      }
      return Lease(connection: try await Connection.open(settings), born: .now)
    } catch {
      free()
      throw error
    }
  }

  func put(_ lease: Lease) async {
    let usable = await lease.connection.isUsable
    guard usable, !isClosed, lease.born.duration(to: .now) < lifetime else {
      await lease.connection.close()
      free()
      return
    }
    if waiters.isEmpty {
      out -= 1
      idle.append(lease)
    } else {
      waiters.removeFirst().continuation.resume(returning: lease)
    }
  }

  /// One place is free again.
  private func free() {
    if waiters.isEmpty { out -= 1 } else { waiters.removeFirst().continuation.resume(returning: nil) }
  }

  private func queueUp() async throws -> Lease? {
    let id = nextID
    nextID += 1
    let deadline = Task { [wait] in
      try await Task.sleep(for: wait)
      self.giveUp(id, PostgresError(.timeout, "no database connection came free within \(wait)"))
    }
    defer { deadline.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiters.append((id, $0)) }
    } onCancel: {
      Task { await self.giveUp(id, CancellationError()) }
    }
  }

  private func giveUp(_ id: Int, _ error: any Error) {
    guard let at = waiters.firstIndex(where: { $0.id == id }) else { return }
    waiters.remove(at: at).continuation.resume(throwing: error)
  }

  func close() async {
    isClosed = true
    for lease in idle { await lease.connection.close() }
    idle.removeAll()
    let left = waiters
    waiters.removeAll()
    for waiter in left { waiter.continuation.resume(throwing: PostgresError(.connection, "the pool is closed")) }
  }
}
