import Glibc

/// The directory of a call journal: its id, its segments, and the lock that keeps every other process out.
final class JournalFolder: Sendable {
  let path: String
  private let descriptor: Int32

  /// Makes the directory where it is missing (its parent must be there) and locks it.
  init(_ path: String) throws {
    let isNew = mkdir(path, 0o700) == 0
    guard isNew || errno == EEXIST else { throw JournalFault(call: "mkdir", path) }
    descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw JournalFault(call: "open", path) }
    self.path = path
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw JournalFault(call: "flock", path) }
      throw JournalFault("调用日志目录 \(path) 正由另一个进程使用,本进程不能启动")
    }
    // The directory's own name must outlive a power cut too.
    if isNew { try Self.sync("\(path)/..") }
  }

  deinit { close(descriptor) }

  /// Another process may open the directory from here on.
  func unlock() { _ = flock(descriptor, LOCK_UN) }

  private static func sync(_ directory: String) throws {
    let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw JournalFault(call: "open", directory) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw JournalFault(call: "fsync", directory) }
  }

  // The id

  /// The journal's id, or a new one. Where there is no segment nothing was ever acknowledged under the old id, and numbers begin anew:
  /// so does the id.
  func identify() throws -> [UInt8] {
    let name = "\(path)/journal.id"
    if try segments().isEmpty {
      var generator = SystemRandomNumberGenerator()
      let id = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      try replace("journal.id", id)
      return id
    }
    let file = try JournalFile.open(name)
    defer { close(file) }
    let id = try JournalFile.read(file, at: 0, most: 17, name)
    guard id.count == 16 else { throw JournalFault("调用日志目录 \(path) 的 journal.id 已损坏,本进程不能启动") }
    return id
  }

  // Small files

  /// The whole of a small file, nil where there is none.
  func read(_ name: String, most: Int) throws -> [UInt8]? {
    let file = Glibc.open("\(path)/\(name)", O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw JournalFault(call: "open", "\(path)/\(name)") }
    defer { close(file) }
    return try JournalFile.read(file, at: 0, most: most, "\(path)/\(name)")
  }

  /// Puts a small file in place, whole or not at all.
  func replace(_ name: String, _ bytes: [UInt8]) throws {
    let part = "\(path)/\(name).part"
    let file = try JournalFile.create(part)
    defer { close(file) }
    try bytes.withUnsafeBytes { try JournalFile.write(file, $0, part) }
    guard fsync(file) == 0 else { throw JournalFault(call: "fsync", part) }
    try settle(part, name)
  }

  private func settle(_ part: String, _ name: String) throws {
    guard rename(part, "\(path)/\(name)") == 0 else { throw JournalFault(call: "rename", part) }
    guard fsync(descriptor) == 0 else { throw JournalFault(call: "fsync", path) }
  }

  // Segments

  static let ending = ".calls"
  func name(_ segment: Int64) -> String {
    let digits = String(segment)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits + Self.ending
  }
  func file(_ segment: Int64) -> String { "\(path)/\(name(segment))" }

  /// Numbers of the segments, ascending.
  func segments() throws -> [Int64] {
    guard let stream = opendir(path) else { throw JournalFault(call: "opendir", path) }
    defer { closedir(stream) }
    var found: [Int64] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(Self.ending), let number = Int64(name.dropLast(Self.ending.count)) { found.append(number) }
    }
    return found.sorted()
  }

  func head(_ segment: Int64, of journal: [UInt8]) throws -> SegmentHead {
    let file = try JournalFile.open(file(segment))
    defer { close(file) }
    let head = SegmentHead(try JournalFile.read(file, at: 0, most: SegmentHead.size, self.file(segment)))
    guard let head, head.number == segment else { throw JournalFault("调用日志段 \(self.file(segment)) 的段首已损坏") }
    guard head.journal == journal else { throw JournalFault("调用日志段 \(self.file(segment)) 属于另一份日志,与 journal.id 不符") }
    return head
  }

  /// Opens a new segment with its first records. It has its name only once all of that is on the disk.
  func begin(_ head: SegmentHead, _ first: inout JournalBuffer) throws -> OpenSegment {
    let part = file(head.number) + ".part"
    let descriptor = try JournalFile.create(part)
    do {
      try head.bytes.withUnsafeBytes { try JournalFile.write(descriptor, $0, part) }
      var length = Int64(SegmentHead.size)
      if !first.isEmpty {
        try first.sealed(for: JournalPosition(segment: head.number, offset: length)) { [length] in try JournalFile.write(descriptor, $0, at: length, part) }
        length += Int64(first.used)
      }
      guard fsync(descriptor) == 0 else { throw JournalFault(call: "fsync", part) }
      try settle(part, name(head.number))
      return OpenSegment(path: file(head.number), descriptor: descriptor, end: JournalPosition(segment: head.number, offset: length))
    } catch {
      close(descriptor)
      unlink(part)
      throw error
    }
  }

  func remove(_ segment: Int64) throws {
    guard unlink(file(segment)) == 0 || errno == ENOENT else { throw JournalFault(call: "unlink", file(segment)) }
  }
}
