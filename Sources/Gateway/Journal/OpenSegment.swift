import Glibc

/// The segment that is being written. After a failed write or sync it is never written nor trusted again.
///
/// The file is laid out with zeros ahead of what is written: where nothing grows, the disk is waited for once and not twice. A run of zeros is no
/// frame, so what lies behind the last record says nothing.
struct OpenSegment: Sendable {
  /// Bytes that are laid out at a time.
  private static let step: Int64 = 128 << 10
  private static let zeros = [UInt8](repeating: 0, count: Int(step))

  let path: String
  private let descriptor: Int32
  /// Everything before is on the disk.
  private(set) var end: JournalPosition
  private var laidOut: Int64

  init(path: String, descriptor: Int32, end: JournalPosition) {
    self.path = path
    self.descriptor = descriptor
    self.end = end
    laidOut = end.offset
  }

  /// A help only: where there is no room for it, there may still be room for the records.
  private mutating func layOut(for more: Int64) {
    // Never over what is written.
    laidOut = max(laidOut, end.offset)
    while end.offset + more > laidOut {
      do {
        try Self.zeros.withUnsafeBytes { try JournalFile.write(descriptor, $0, at: laidOut, path) }
      } catch {
        return
      }
      laidOut += Self.step
    }
  }

  /// Writes a group behind its mark and waits for the disk.
  mutating func append(_ group: inout JournalBuffer) throws {
    layOut(for: Int64(group.used))
    try group.sealed(for: end) { try JournalFile.write(descriptor, $0, at: end.offset, path) }
    guard fdatasync(descriptor) == 0 else { throw JournalFault(call: "fdatasync", path) }
    end.offset += Int64(group.used)
  }

  /// Gives back what was laid out and not used.
  func shut() {
    ftruncate(descriptor, off_t(end.offset))
    close(descriptor)
  }
}
