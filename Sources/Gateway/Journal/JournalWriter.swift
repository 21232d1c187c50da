import Glibc
import Logging

/// The one thread that writes: takes all that has come, writes it, waits for the disk, tells each call.
///
/// After a failed write or sync the segment is given up, all calls are told no, and a new segment is tried every second. What was in
/// the failed groups goes there first, each admitted call of them with the outcome 503: it was refused, and its number is not lost.
struct JournalWriter {
  /// From the beginning of one group to that of the next, in nanoseconds, while calls come one upon the other: what waits for the disk is then
  /// shared by more of them. A call that comes after a pause is written at once.
  private static let pace: Int64 = 500_000

  private let journal: [UInt8], folder: JournalFolder, queue: JournalQueue
  private let segmentBytes: Int, retryAfter: Duration, logger: Logger
  private var segment: OpenSegment
  /// The highest number of an admission that is on the disk.
  private var durable: Int64
  private var isBroken = false
  private var began: Int64 = 0
  private var held = JournalBuffer()

  init(
    _ segment: OpenSegment, durable: Int64, journal: [UInt8], folder: JournalFolder, queue: JournalQueue, segmentBytes: Int,
    retryAfter: Duration, logger: Logger
  ) {
    self.segment = segment
    self.durable = durable
    self.journal = journal
    self.folder = folder
    self.queue = queue
    self.segmentBytes = segmentBytes
    self.retryAfter = retryAfter
    self.logger = logger
  }

  /// Runs until the journal is closed.
  mutating func run() {
    var spare = JournalBuffer()
    turns: while true {
      if isBroken {
        let isLast = queue.pause(retryAfter)
        startOver()
        if isBroken, isLast { break turns }
        continue
      }
      keepPace()
      switch queue.next(spare: &spare) {
      case .group(var group):
        write(&group)
        spare = group.buffer
        spare.clear()
      case .rotate: rotate()
      case .close:
        // A mark at the end: damage that comes later can be told from a power cut.
        var mark = JournalBuffer()
        do { try segment.append(&mark) } catch { logger.warning("call journal not closed cleanly", metadata: ["error": "\(error)"]) }
        break turns
      }
    }
    segment.shut()
    folder.unlock()
    queue.end()
  }

  private mutating func keepPace() {
    let left = began + Self.pace - MachineClock.now()
    guard left > 0 else { return }
    var pause = timespec(tv_sec: 0, tv_nsec: Int(left))
    nanosleep(&pause, nil)
  }

  private mutating func write(_ group: inout JournalGroup) {
    began = MachineClock.now()
    do {
      try segment.append(&group.buffer)
    } catch {
      giveUp(group, error)
      return
    }
    durable = group.last
    queue.settle(group, end: segment.end)
    if segment.end.offset >= Int64(segmentBytes) { rotate() }
  }

  private mutating func rotate() {
    do {
      var nothing = JournalBuffer.none
      try move(&nothing)
    } catch {
      giveUp(nil, error)
    }
  }

  private mutating func giveUp(_ group: JournalGroup?, _ error: any Error) {
    logger.error("call journal broken: calls are refused", metadata: ["segment": "\(segment.path)", "error": "\(error)"])
    isBroken = true
    let late = queue.breakOff()
    for group in [group, late].compactMap(\.self) {
      hold(group.buffer)
      group.tell(false)
    }
  }

  private mutating func hold(_ buffer: JournalBuffer) {
    var refused: [Int64] = []
    buffer.forEach { payload in
      held.append(frame: payload)
      if payload[0] == JournalFrame.admission, AdmissionFlags.of(payload).contains(.admitted) { refused.append(JournalFrame.seq(payload)) }
    }
    for seq in refused { held.append(CallOutcome(seq: seq, status: 503, bytes: 0, micros: 0, faultParty: "gateway", fault: "gateway.journal")) }
  }

  private mutating func startOver() {
    hold(queue.notes())
    var records = held
    do {
      try move(&records)
      held.clear()
      isBroken = false
      logger.notice("call journal takes calls again", metadata: ["segment": "\(segment.path)"])
    } catch {
      logger.debug("call journal still broken", metadata: ["error": "\(error)"])
    }
  }

  /// Goes on in a new segment that begins with these records. Nothing is written to the old one again, even if this fails half-way:
  /// the new one may then be there and say how much of the old one counts.
  private mutating func move(_ records: inout JournalBuffer) throws {
    let head = SegmentHead(
      journal: journal, number: segment.end.segment + 1, first: durable + 1, previousLength: segment.end.offset, isStart: false)
    let opened = try folder.begin(head, &records)
    segment.shut()
    segment = opened
    durable = queue.moved(to: opened.end)
  }
}
