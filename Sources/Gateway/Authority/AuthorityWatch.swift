import Logging
import Postgres
import Records
import Seals
import Sharing
import Vocabulary

/// Keeps a node's view of who may call what in step with the database, and its lease alive while it is (Docs/why: the authority lease).
///
/// A change counts as known only when answers under way that it forbids have been broken off: until then the confirmation is held back, and
/// with it the acknowledgement to whoever revoked.
struct AuthorityWatch: Sendable {
  let pool: Pool
  let listener: Listener
  let journal: [UInt8]
  let settings: GatewaySettings
  let store: GrantStore
  let lease: AuthorityLease
  let upstreams: Upstreams
  let mark: AuthorityMark
  let logger: Logger
  /// Breaks off what is under way and no longer allowed, on every loop.
  let recheck: @Sendable () async throws -> Void

  /// Runs for as long as the door is served: what drains must still be held against a changing authority.
  func run(while serving: @escaping @Sendable () async -> Void) async {
    // Not a child of the cancellation that ends the door: it goes when the door has gone.
    let watch = Task.detached { await run() }
    await serving()
    watch.cancel()
    await watch.value
  }

  /// A database that is away is waited for; the lease then runs out by itself.
  private func run() async {
    while !Task.isCancelled {
      do {
        try await serve()
      } catch {
        if !Task.isCancelled { logger.warning("authority away", metadata: ["error": "\(error)"]) }
        try? await ContinuousClock().sleep(for: .milliseconds(200))
      }
    }
  }

  private func serve() async throws {
    // The node's row stands before anything is loaded: whoever changes authority from now on waits for this node.
    let node = try await pool.with { connection in
      _ = try await connection.run(GatewayStatements.retire, hex(journal))
      return try await connection.one(GatewayStatements.register, hex(journal), Int32(settings.leaseSeconds))
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (ticks, tick) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
      // A notification is only a hint; the look ten times a second stands behind it.
      group.addTask {
        while true {
          tick.yield()
          try await ContinuousClock().sleep(for: .milliseconds(100))
        }
      }
      group.addTask {
        while true {
          do {
            for try await _ in try await listener.notifications() { tick.yield() }
          } catch is CancellationError {
            throw CancellationError()
          } catch {
            logger.notice("no notifications for now", metadata: ["error": "\(error)"])
          }
          try await ContinuousClock().sleep(for: .seconds(1))
        }
      }
      group.addTask {
        var (applied, confirmed): (Int64, Int64) = (0, 0)
        var counted = Counted()
        for await _ in ticks {
          // A look is cheap and a confirmation is written, so there are more looks.
          if MachineClock.now() - confirmed < 500_000_000, try await pool.with({ try await $0.one(GatewayStatements.authority) }) == applied { continue }
          repeat {
            applied = try await catchUp(applied)
            counted = try await countCalls(since: counted)
          } while try await confirm(node, applied) == false
          confirmed = MachineClock.now()
        }
      }
      // Whichever part ends first ends the others; a cancelled node says farewell.
      defer { group.cancelAll() }
      do {
        try await group.next()
      } catch where !Task.isCancelled {
        throw error
      }
      await stop(node)
    }
  }

  /// Loads what changed since; answers the number now known.
  private func catchUp(_ applied: Int64) async throws -> Int64 {
    let changes = try await pool.transaction(readOnly: true, isolation: .repeatableRead) { tx in
      let n = try await tx.one(GatewayStatements.authority)
      guard n != applied else { return AuthorityChanges(n: n, codes: [], grants: [], resources: [], stops: []) }
      // The first look brings everything, a piece at a time: memory holds what is kept and little more.
      if applied == 0 { try await loadAll(tx) }
      return AuthorityChanges(
        n: n, codes: applied == 0 ? [] : try await tx.all(GatewayStatements.codes, applied),
        grants: applied == 0 ? [] : try await tx.all(GatewayStatements.grants, applied).map(\.scope),
        resources: try await tx.all(GatewayStatements.resources, applied).map { GatewayResource($0, upstream: upstreams.of($0.source)) },
        stops: try await tx.all(GatewayStatements.stops).map(\.window))
    }
    guard changes.n != applied else { return applied }
    try mark.raise(to: changes.n)
    store.apply(changes)
    try await recheck()
    return changes.n
  }

  /// When today's calls were last read from the log, and of which interfaces.
  private struct Counted { var at: Int64 = 0, interfaces: Set<Int64> = [] }

  /// Reads what has been called today where calls are bounded: twice a minute for the other nodes' sake, and at once where a bound is new.
  private func countCalls(since last: Counted) async throws -> Counted {
    let (now, bounded) = (MachineClock.now(), store.bounded)
    guard now - last.at > 30_000_000_000 || !bounded.isSubset(of: last.interfaces) else { return last }
    guard !bounded.isEmpty else { return Counted(at: now) }
    do {
      store.daily.learn(
        try await pool.transaction(readOnly: true) { tx in
          // Counting keeps no confirmation waiting: a long log is counted another time, and calls go on by what is known.
          try await tx.script("set local statement_timeout = '800ms'")
          return try await tx.all(GatewayStatements.dailyCalls, journal, Array(bounded))
        })
    } catch let error as PostgresError where error.kind == .timeout {
      logger.warning("today's calls not counted in time", metadata: ["interfaces": "\(bounded.count)"])
    }
    return Counted(at: now, interfaces: bounded)
  }

  private func loadAll(_ tx: some Queries) async throws {
    var (code, grant): (String, Int64) = ("", 0)
    while case let rows = try await tx.all(GatewayStatements.codePage, code, Self.page), let last = rows.last {
      store.take(codes: rows)
      code = last.keyID
    }
    while case let rows = try await tx.all(GatewayStatements.grantPage, grant, Self.page), let last = rows.last {
      store.take(grants: rows.map(\.scope))
      grant = last.scope.id
    }
  }
  private static let page = 20_000

  /// False when authority moved on meanwhile.
  private func confirm(_ node: Int64, _ applied: Int64) async throws -> Bool {
    let began = MachineClock.now()
    guard let row = try await pool.with({ try await $0.first(GatewayStatements.confirm, node, applied) }) else { return false }
    lease.confirm(began: began, office: row.office, seconds: settings.leaseSeconds)
    return true
  }

  private func stop(_ node: Int64) async {
    lease.end()
    // The task is cancelled; the farewell must still reach the database.
    await Task.detached { _ = try? await pool.with { try await $0.run(GatewayStatements.stop, node) } }.value
  }
}
