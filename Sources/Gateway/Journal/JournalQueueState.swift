/// What the lock between the gateway's threads and the journal's writer guards.
struct JournalQueueState {
  var buffer = JournalBuffer()
  var waiting: [WaitingCalls] = []
  /// Admissions that wait for the disk.
  var pending = 0
  /// The next number to give.
  var next: Int64
  var durable: Int64
  var end: JournalPosition
  var batches: Int64 = 0
  var isBroken = false
  var isClosing = false
  var hasEnded = false
  var wantsRotation = false
  var writerSleeps = false
  var closers: [CheckedContinuation<Void, Never>] = []

  init(next: Int64, end: JournalPosition) {
    self.next = next
    durable = next - 1
    self.end = end
  }

  /// Whether the writer must be woken; it is told by whoever asks first.
  mutating func wake() -> Bool {
    defer { writerSleeps = false }
    return writerSleeps
  }

  /// Hands out all that has come; the spare buffer takes its place.
  mutating func take(_ spare: inout JournalBuffer) -> JournalGroup {
    var taken = JournalBuffer.none
    swap(&taken, &spare)
    swap(&taken, &buffer)
    defer { waiting = [] }
    return JournalGroup(buffer: taken, waiting: waiting, last: next - 1)
  }
}
