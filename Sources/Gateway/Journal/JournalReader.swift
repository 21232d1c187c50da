/// Reads the journal from one place to another, in the order in which it was written.
struct JournalReader {
  let folder: JournalFolder, journal: [UInt8]

  /// Hands over at most so many records; answers the place behind the last. A place in a segment that is gone stands for the oldest
  /// one left: segments are taken away only when all in them is in the database.
  func read(
    from start: JournalPosition, to end: JournalPosition, most: Int, _ take: (JournalRecord) throws -> Void
  ) throws -> JournalPosition {
    var at = start
    if let oldest = try folder.segments().first, at.segment < oldest { at = JournalPosition(segment: oldest, offset: 0) }
    var left = most
    while at < end, left > 0 {
      if at.offset == 0 {
        let head = try folder.head(at.segment, of: journal)
        if head.isStart { try take(.start(first: head.first)) }
        at.offset = Int64(SegmentHead.size)
      }
      let isLast = at.segment == end.segment
      let limit = isLast ? end.offset : try folder.head(at.segment + 1, of: journal).previousLength
      if at.offset < limit {
        at.offset = try read(at, limit, &left, take)
        guard at.offset >= limit || left == 0 else { throw JournalRecovery.damage(folder.file(at.segment), at.offset, "记录损坏") }
      }
      if at.offset >= limit, !isLast { at = JournalPosition(segment: at.segment + 1, offset: 0) }
    }
    return at
  }

  private func read(
    _ at: JournalPosition, _ limit: Int64, _ left: inout Int, _ take: (JournalRecord) throws -> Void
  ) throws -> Int64 {
    let scan = try SegmentScan(folder.file(at.segment))
    defer { scan.close() }
    var count = left
    let stopped = try scan.frames(from: at.offset, to: limit) { offset, payload in
      if payload[0] == JournalFrame.mark { return true }
      guard let record = JournalRecord(payload) else { throw JournalRecovery.damage(scan.path, offset, "记录种类不明") }
      try take(record)
      count -= 1
      return count > 0
    }
    left = count
    return stopped
  }
}

extension CallJournal {
  /// All records that the directory still holds and the disk has, for checks.
  package func records() throws -> [JournalRecord] {
    var found: [JournalRecord] = []
    _ = try JournalReader(folder: folder, journal: id).read(from: JournalPosition(segment: 0, offset: 0), to: position, most: .max) {
      found.append($0)
    }
    return found
  }
}
