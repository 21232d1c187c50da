import Glibc

/// The file calls of the journal. All block.
enum JournalFile {
  static func open(_ path: String) throws -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw JournalFault(call: "open", path) }
    return descriptor
  }

  /// A new empty file; one that a crash left under this name is taken away first.
  static func create(_ path: String) throws -> Int32 {
    guard unlink(path) == 0 || errno == ENOENT else { throw JournalFault(call: "unlink", path) }
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw JournalFault(call: "open", path) }
    return descriptor
  }

  static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64 = 0, _ path: String) throws {
    var at = 0
    while at < bytes.count {
      let count = pwrite(descriptor, bytes.baseAddress.map { $0 + at }, bytes.count - at, off_t(offset) + at)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw JournalFault(call: "write", path) }
      at += count
    }
  }

  /// At most so many bytes from an offset; fewer only at the end of the file.
  static func read(_ descriptor: Int32, at offset: Int64, most: Int, _ path: String) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
      while filled < most {
        let count = pread(descriptor, buffer.baseAddress.map { $0 + filled }, most - filled, off_t(offset) + filled)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw JournalFault(call: "read", path) }
        if count == 0 { return }
        filled += count
      }
    }
  }

  static func size(_ descriptor: Int32, _ path: String) throws -> Int64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw JournalFault(call: "stat", path) }
    return Int64(status.st_size)
  }
}
