import Dispatch
package import Logging
package import Postgres

/// Brings the journal's records into `call_log`, each once, and takes away segments that are there whole (EX-20).
///
/// A batch is one transaction, the cursor is kept after its commit. A crash between the two ships the batch again, which changes nothing.
package actor JournalShipper {
  private let journal: CallJournal, pool: Pool, logger: Logger
  /// Records in one transaction.
  private let most: Int
  private var cursor: ShippingCursor?

  package init(_ journal: CallJournal, pool: Pool, logger: Logger, most: Int = 10_000) {
    self.journal = journal
    self.pool = pool
    self.logger = logger
    self.most = most
  }

  /// Runs until cancelled: every second, and at once while there are whole batches. A database that is away is waited for.
  package func run() async {
    let clock = ContinuousClock()
    while !Task.isCancelled {
      do {
        while try await ship() >= most {}
      } catch is CancellationError {
        return
      } catch {
        logger.warning("calls not shipped", metadata: ["error": "\(error)"])
      }
      try? await clock.sleep(for: .seconds(1))
    }
  }

  /// Ships the next batch of what is on the disk; answers its records.
  @discardableResult
  package func ship() async throws -> Int {
    let (journal, most) = (journal, most)
    let start = if let cursor { cursor } else { try await kept() }
    let arrivals = try await Self.onFileQueue {
      var arrivals = CallArrivals(after: start)
      let reader = JournalReader(folder: journal.folder, journal: journal.id)
      let end = try reader.read(from: start.position, to: journal.position, most: most) { arrivals.take($0) }
      arrivals.reached(end)
      if end >= journal.began.position { arrivals.forgetOpen(before: journal.began.first) }
      return arrivals
    }
    let reached = arrivals.cursor
    guard reached != start else { return 0 }
    try await write(arrivals)
    cursor = reached
    // The segments go first: on a full disk that may make the room which the cursor needs. Without them the old cursor is as good.
    try await Self.onFileQueue {
      for segment in try journal.folder.segments() where segment < reached.position.segment { try journal.folder.remove(segment) }
      try journal.folder.replace(ShippingCursor.file, reached.bytes)
    }
    return arrivals.count
  }

  private func write(_ arrivals: CallArrivals) async throws {
    let id = journal.id
    try await pool.transaction { tx in
      var days: [Int64: Int32] = [:]
      if !arrivals.strays.isEmpty {
        for row in try await tx.all(GatewayJournalStatements.days, id, arrivals.strays.map(\.seq)) { days[row.seq] = row.day.days }
      }
      if arrivals.count > 0 { try await Self.copy(arrivals, of: id, days, in: tx) }
      _ = try await tx.run(GatewayJournalStatements.settle, id, arrivals.cursor.highest, arrivals.cursor.open.keys.min())
    }
  }

  private static func copy(_ arrivals: CallArrivals, of id: [UInt8], _ days: [Int64: Int32], in tx: Transaction) async throws {
    let bytes = arrivals.copyBytes(journal: id, days: days)
    _ = try await tx.run(GatewayJournalStatements.stage)
    _ = try await tx.connection.copyIn(GatewayJournalStatements.copy) { try await $0.write(bytes) }
    _ = try await tx.run(GatewayJournalStatements.byKey)
    _ = try await tx.run(GatewayJournalStatements.arrive)
    if !arrivals.ends.isEmpty || !arrivals.strays.isEmpty { _ = try await tx.run(GatewayJournalStatements.end) }
  }

  /// Where to go on. Without a cursor the journal's beginning, and the database says which calls are open.
  private func kept() async throws -> ShippingCursor {
    let journal = journal
    var cursor = try await Self.onFileQueue { try Self.cursor(of: journal) }
    guard cursor == ShippingCursor(journal: journal.id) else { return cursor }
    for row in try await pool.with({ try await $0.all(GatewayJournalStatements.openCalls, journal.id) }) { cursor.open[row.seq] = row.day.days }
    return cursor
  }

  /// The kept cursor; the journal's beginning where there is none that fits.
  private static func cursor(of journal: CallJournal) throws -> ShippingCursor {
    let bytes = try journal.folder.read(ShippingCursor.file, most: 64 << 20)
    guard let kept = bytes.flatMap(ShippingCursor.init), kept.journal == journal.id else { return ShippingCursor(journal: journal.id) }
    return kept
  }

  /// File calls block, so they run on a queue of their own and not on Swift's threads.
  private static func onFileQueue<Output: Sendable>(_ body: @escaping @Sendable () throws -> Output) async throws -> Output {
    try await withCheckedThrowingContinuation { done in
      queue.async { done.resume(with: Swift.Result(catching: body)) }
    }
  }
  private static let queue = DispatchQueue(label: "gateway.journal")
}
