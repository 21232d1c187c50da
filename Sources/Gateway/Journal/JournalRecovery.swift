/// What a journal held when its process ended.
struct JournalRecovery {
  /// The last segment; 0 where there is none.
  private(set) var last: Int64 = 0
  /// Its bytes up to the last mark: these are on the disk.
  private(set) var trusted: Int64 = 0
  /// The first number that is not in them.
  private(set) var first: Int64 = 1
  /// Whole records behind the last mark. Whether the disk has them cannot be known, so they are written again.
  private(set) var tail = JournalBuffer()
  private(set) var tailCount = 0
  /// The next number to give.
  private(set) var next: Int64 = 1
  /// Bytes behind the last whole record, cut off.
  private(set) var torn: Int64 = 0

  /// Reads every segment. Damage before the last mark, or a missing segment or number, is a fault: the journal does not start over it.
  init(_ folder: JournalFolder, journal: [UInt8]) throws {
    let segments = try folder.segments()
    guard let oldest = segments.first, let newest = segments.last else { return }
    guard Int64(segments.count) == newest - oldest + 1 else { throw JournalFault("调用日志目录 \(folder.path) 缺少中间的日志段,本进程不能启动") }
    last = newest
    let heads = try segments.map { try folder.head($0, of: journal) }
    next = heads[0].first
    for (at, head) in heads.enumerated() {
      guard head.first == next else { throw Self.damage(folder.file(head.number), 0, "序号不连续") }
      // What lies behind the length that counts was given up; those numbers begin again in the next segment.
      try read(folder.file(head.number), head, closedAt: at + 1 < heads.count ? heads[at + 1].previousLength : nil)
    }
  }

  private mutating func read(_ path: String, _ head: SegmentHead, closedAt: Int64?) throws {
    let scan = try SegmentScan(path)
    defer { scan.close() }
    trusted = Int64(SegmentHead.size)
    first = next
    let limit = closedAt ?? scan.size
    let end = try scan.frames(from: trusted, to: limit) { offset, payload in
      if let place = JournalFrame.markPlace(payload) {
        guard place == JournalPosition(segment: head.number, offset: offset) else { throw Self.damage(path, offset, "位置不符") }
        trusted = offset
        first = next
        tail.clear()
        tailCount = 0
        return true
      }
      try count(payload, path, offset)
      if closedAt == nil {
        tail.append(frame: payload)
        tailCount += 1
      }
      return true
    }
    if closedAt != nil {
      guard end == limit else { throw Self.damage(path, end, "记录损坏") }
    } else if end < scan.size {
      guard try !scan.hasMark(behind: end, segment: head.number) else { throw Self.damage(path, end, "记录损坏") }
      torn = try scan.isBlank(behind: end) ? 0 : scan.size - end
    }
  }

  private mutating func count(_ payload: UnsafeRawBufferPointer, _ path: String, _ offset: Int64) throws {
    switch payload[0] {
    case JournalFrame.admission:
      guard JournalFrame.seq(payload) == next else { throw Self.damage(path, offset, "序号不连续") }
      next += 1
    case JournalFrame.outcome: break
    default: throw Self.damage(path, offset, "记录种类不明")
    }
  }

  static func damage(_ path: String, _ offset: Int64, _ what: String) -> JournalFault {
    JournalFault("调用日志段 \(path) 第 \(offset) 字节处\(what),请先查明原因或由备份恢复,再启动网关")
  }
}
