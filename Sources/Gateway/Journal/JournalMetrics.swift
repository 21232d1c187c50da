/// What the journal looks like from outside, for the metrics page and for alarms.
package struct JournalMetrics: Sendable, Hashable {
  /// Admissions that wait for the disk.
  package var pending: Int
  /// The highest number whose admission is on the disk.
  package var durable: Int64
  /// While true every call is refused: the disk does not take records.
  package var broken: Bool
  /// Groups written since the start; records per batch say how well the disk keeps up.
  package var batches: Int64
  package var position: JournalPosition
}

/// A place in the journal: a segment and a byte in it. Offset 0 is before the segment's head.
package struct JournalPosition: Sendable, Hashable, Comparable {
  package var segment: Int64
  package var offset: Int64

  package init(segment: Int64, offset: Int64) {
    self.segment = segment
    self.offset = offset
  }

  package static func < (one: JournalPosition, other: JournalPosition) -> Bool {
    (one.segment, one.offset) < (other.segment, other.offset)
  }
}
