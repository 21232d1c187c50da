import Glibc

/// A file call that failed. `path` is for the log alone.
struct FileFault: Error, CustomStringConvertible {
  let call: String, path: String, code: Int32
  init(_ call: String, _ path: String) {
    self.call = call
    self.path = path
    code = errno
  }
  var description: String { "\(call) \(path): \(String(cString: strerror(code)))" }
}

/// An open file or folder, closed with its owner.
final class Descriptor: Sendable {
  let raw: Int32
  init(_ raw: Int32, _ path: String) throws {
    guard raw >= 0 else { throw FileFault("open", path) }
    self.raw = raw
  }
  deinit { close(raw) }
}

/// The file calls that a delivery makes. All block; they are made on the file queue.
enum Files {
  static func makeDirectories(_ path: String, mode: mode_t) throws {
    var at = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      at += at.isEmpty || at.hasSuffix("/") ? String(part) : "/\(part)"
      guard mkdir(at, mode) == 0 || errno == EEXIST else { throw FileFault("mkdir", at) }
    }
  }

  static func status(_ path: String) -> stat? {
    var found = stat()
    return lstat(path, &found) == 0 ? found : nil
  }

  static func isFile(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
  /// Microseconds since 1970.
  static func modified(_ status: stat) -> Int64 { Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000 }
  static func isDirectory(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

  /// Names in a folder, without `.` and `..`, as the bytes they are.
  static func names(_ folder: Descriptor) throws -> [[UInt8]] {
    let again = openat(folder.raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard again >= 0, let stream = fdopendir(again) else { throw FileFault("opendir", "") }
    defer { closedir(stream) }
    var found: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          Array(UnsafeBufferPointer(start: bytes, count: strnlen(UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self), 256)))
        }
      }
      if name != Array(".".utf8), name != Array("..".utf8) { found.append(name) }
    }
    return found
  }

  static func names(_ folder: String) throws -> [String] {
    let descriptor = try Descriptor(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder)
    return try names(descriptor).map { String(decoding: $0, as: UTF8.self) }
  }

  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let file = try Descriptor(open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), path)
    var all: [UInt8] = []
    while let piece = try read(file, 1 << 16, path) {
      all += piece
      guard all.count <= limit else { throw FileFault("read", path) }
    }
    return all
  }

  /// The next piece; nil at the end.
  static func read(_ file: Descriptor, _ most: Int, _ path: String) throws -> [UInt8]? {
    var got = 0
    let piece = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      got = Glibc.read(file.raw, buffer.baseAddress, most)
      count = max(got, 0)
    }
    guard got >= 0 else { throw FileFault("read", path) }
    return piece.isEmpty ? nil : piece
  }

  static func write(_ bytes: [UInt8], _ file: Descriptor, _ path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(file.raw, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        guard count > 0 else { throw FileFault("write", path) }
        done += count
      }
    }
  }

  /// A new file; never an existing one, never through a link.
  static func create(_ path: String, mode: mode_t = 0o440) throws -> Descriptor {
    try Descriptor(open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode), path)
  }

  static func write(_ bytes: [UInt8], new path: String) throws { try write(bytes, create(path), path) }

  /// Everything that was written to the folder's file system is on disk when this returns.
  static func sync(_ folder: String) throws {
    let descriptor = try Descriptor(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder)
    guard syncFileSystem(descriptor.raw) == 0 else { throw FileFault("syncfs", folder) }
  }

  /// `syncfs`, which the overlay does not declare; looked up once. Where it is missing, everything is synced.
  private static let syncFileSystem: @Sendable (Int32) -> Int32 = {
    guard let symbol = dlsym(nil, "syncfs") else {
      return { _ in
        Glibc.sync()
        return 0
      }
    }
    let call = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
    return { call($0) }
  }()

  static func syncDirectory(_ folder: String) throws {
    let descriptor = try Descriptor(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder)
    guard fsync(descriptor.raw) == 0 else { throw FileFault("fsync", folder) }
  }

  /// Takes a folder away with all that is in it; links are removed, never followed.
  static func removeTree(_ path: String) throws {
    guard let status = status(path) else { return }
    if isDirectory(status) {
      for name in try names(path) { try removeTree("\(path)/\(name)") }
      guard rmdir(path) == 0 || errno == ENOENT else { throw FileFault("rmdir", path) }
    } else {
      guard unlink(path) == 0 || errno == ENOENT else { throw FileFault("unlink", path) }
    }
  }
}
