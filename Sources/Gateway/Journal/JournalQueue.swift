import Dispatch
import NIOCore
import Synchronization

/// Where the gateway's threads leave their records for the one writer. One lock; the writer is woken only when it sleeps, so the disk
/// sets the pace and whatever comes while it works goes in one group.
final class JournalQueue: Sendable {
  /// Bytes that may wait for the disk; beyond them calls are refused rather than piled up behind a disk that hangs.
  private static let most = 32 << 20

  private let state: Mutex<JournalQueueState>
  private let bell = DispatchSemaphore(value: 0)

  init(next: Int64, end: JournalPosition) { state = Mutex(JournalQueueState(next: next, end: end)) }

  var metrics: JournalMetrics {
    state.withLock { JournalMetrics(pending: $0.pending, durable: $0.durable, broken: $0.isBroken, batches: $0.batches, position: $0.end) }
  }

  // For the gateway's threads

  func admit(_ call: CallAdmission, on loop: any EventLoop, _ done: @escaping @Sendable (Bool) -> Void) -> Int64 {
    let (seq, wakes) = state.withLock { state in
      guard !state.isBroken, !state.isClosing, state.buffer.used < Self.most else { return (Int64(0), false) }
      let seq = state.next
      state.next += 1
      state.pending += 1
      state.buffer.append(call, seq: seq)
      if let at = state.waiting.firstIndex(where: { $0.loop === loop }) {
        state.waiting[at].done.append(done)
      } else {
        state.waiting.append(WaitingCalls(loop: loop, done: [done]))
      }
      return (seq, state.wake())
    }
    if seq == 0 { loop.execute { done(false) } }
    if wakes { bell.signal() }
    return seq
  }

  /// Nobody waits for an outcome, so it wakes nobody: it goes with the next group, a tenth of a second later at most.
  func note(_ outcome: CallOutcome) {
    guard outcome.seq > 0 else { return }
    state.withLock { state in
      if !state.hasEnded { state.buffer.append(outcome) }
    }
  }

  func rotate() {
    state.withLock { $0.wantsRotation = true }
    bell.signal()
  }

  func close() async {
    await withCheckedContinuation { closer in
      let hasEnded = state.withLock { state in
        state.isClosing = true
        if !state.hasEnded { state.closers.append(closer) }
        return state.hasEnded
      }
      if hasEnded { closer.resume() } else { bell.signal() }
    }
  }

  // For the writer

  enum Turn {
    case group(JournalGroup)
    case rotate
    case close
  }

  /// What there is to do; sleeps until there is something. The spare buffer takes the place of the one handed out.
  func next(spare: inout JournalBuffer) -> Turn {
    while true {
      let turn: Turn? = state.withLock { state in
        if state.wantsRotation {
          state.wantsRotation = false
          return .rotate
        }
        if !state.buffer.isEmpty { return .group(state.take(&spare)) }
        if state.isClosing { return .close }
        state.writerSleeps = true
        return nil
      }
      if let turn { return turn }
      _ = bell.wait(timeout: .now() + .milliseconds(100))
    }
  }

  /// A group is on the disk.
  func settle(_ group: JournalGroup, end: JournalPosition) {
    state.withLock { state in
      state.durable = group.last
      state.end = end
      state.batches += 1
      state.pending -= group.count
    }
    group.tell(true)
  }

  /// The disk refused: from here on every call is. Answers what had come meanwhile.
  func breakOff() -> JournalGroup {
    var spare = JournalBuffer()
    return state.withLock { state in
      state.isBroken = true
      state.pending = 0
      return state.take(&spare)
    }
  }

  /// Waits before the next attempt at a new segment. True when the journal is to close.
  func pause(_ length: Duration) -> Bool {
    let (seconds, attoseconds) = length.components
    _ = bell.wait(timeout: .now() + .seconds(Int(seconds)) + .nanoseconds(Int(attoseconds / 1_000_000_000)))
    return state.withLock { $0.isClosing }
  }

  /// Outcomes of older calls that were noted while the journal was broken.
  func notes() -> JournalBuffer {
    var spare = JournalBuffer()
    return state.withLock { $0.take(&spare).buffer }
  }

  /// A new segment is open, and holds what a broken one did not take. Answers the highest number that is on the disk.
  func moved(to end: JournalPosition) -> Int64 {
    state.withLock { state in
      // While broken no number is given, so all that were are in the new segment.
      if state.isBroken { state.durable = state.next - 1 }
      state.isBroken = false
      state.end = end
      return state.durable
    }
  }

  func end() {
    let (group, closers) = state.withLock { state in
      var spare = JournalBuffer()
      state.hasEnded = true
      defer { state.closers = [] }
      return (state.take(&spare), state.closers)
    }
    group.tell(false)
    for closer in closers { closer.resume() }
  }
}
