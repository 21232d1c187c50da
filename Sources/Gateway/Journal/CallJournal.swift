import Glibc
package import Logging
package import NIOCore

/// The gateway's own record of every call: no answer leaves before its record is on the disk (EX-8.2, EX-20).
///
/// A record's identity is (`id`, number); numbers are 1, 2, 3 … without a gap for as long as the directory lives. An open journal holds
/// its directory alone. Example: `let seq = journal.admit(call, on: loop) { durable in … }`, later `journal.note(outcome)`.
package final class CallJournal: Sendable {
  /// 16 random bytes, made with the directory.
  package let id: [UInt8]
  let folder: JournalFolder
  /// The first number that this process gives, and the place behind what it wrote again of the processes before.
  let began: (first: Int64, position: JournalPosition)
  private let queue: JournalQueue

  /// Opens the journal and reads what a process before left, or says in a `JournalFault` why not.
  package init(directory: String, logger: Logger, segmentBytes: Int = 64 << 20, retryAfter: Duration = .seconds(1)) throws {
    folder = try JournalFolder(directory)
    id = try folder.identify()
    let left = try JournalRecovery(folder, journal: id)
    if left.torn > 0 {
      logger.warning("call journal ended in a torn record", metadata: ["bytes": "\(left.torn)", "segment": "\(left.last)"])
    }
    var tail = left.tail
    let segment = try folder.begin(
      SegmentHead(journal: id, number: left.last + 1, first: left.first, previousLength: left.trusted, isStart: true), &tail)
    began = (left.next, segment.end)
    queue = JournalQueue(next: left.next, end: segment.end)
    let writer = JournalWriter(
      segment, durable: left.next - 1, journal: id, folder: folder, queue: queue, segmentBytes: segmentBytes, retryAfter: retryAfter,
      logger: logger)
    try Self.startThread {
      var writer = writer
      writer.run()
    }
  }

  /// Takes down a call and answers its number at once; `done(true)` runs on the loop when the record is on the disk.
  ///
  /// `done(false)`: the record could not be written and the call must be refused with 503. A number of 0 was never given.
  @discardableResult
  package func admit(_ call: CallAdmission, on loop: any EventLoop, _ done: @escaping @Sendable (Bool) -> Void) -> Int64 {
    queue.admit(call, on: loop, done)
  }

  /// Takes down how a call ended. Not awaited; of several outcomes of a call the first counts.
  package func note(_ outcome: CallOutcome) { queue.note(outcome) }

  /// What comes from here on goes to a new segment.
  package func rotate() { queue.rotate() }

  /// Writes what waits, ends the thread and lets the directory go. Calls that come later are told no.
  package func close() async { await queue.close() }

  package var metrics: JournalMetrics { queue.metrics }

  /// Everything before this place is on the disk.
  package var position: JournalPosition { queue.metrics.position }

  private static func startThread(_ body: @escaping @Sendable () -> Void) throws {
    final class Start: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let start = Unmanaged.passRetained(Start(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw JournalFault("调用日志的写入线程没有启动:\(String(cString: strerror(code)))")
    }
    pthread_detach(thread)
  }
}
