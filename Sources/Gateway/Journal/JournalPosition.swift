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
