import Glibc

/// The segment that is being written. After a failed write or sync it is never written nor trusted again.
struct OpenSegment: Sendable {
  let path: String
  private let descriptor: Int32
  /// Everything before is on the disk.
  private(set) var end: JournalPosition

  init(path: String, descriptor: Int32, end: JournalPosition) {
    self.path = path
    self.descriptor = descriptor
    self.end = end
  }

  /// Writes a group behind its mark and waits for the disk.
  mutating func append(_ group: inout JournalBuffer) throws {
    try group.sealed(for: end) { try JournalFile.write(descriptor, $0, path) }
    guard fdatasync(descriptor) == 0 else { throw JournalFault(call: "fdatasync", path) }
    end.offset += Int64(group.used)
  }

  func shut() { close(descriptor) }
}
