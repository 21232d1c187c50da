import Glibc
import Seals

/// Writes the files of one version into its staging folder, each hashed as it goes by. Unchanged files are linked to the version before.
struct FolderWriter: Sendable {
  let area: FolderArea
  let number: Int64
  /// Lines by the bytes of their paths: names that look alike are two files.
  let previous: (number: Int64, lines: [[UInt8]: Manifest.Line])?

  private var files: String { "\(area.staging(number))/files" }

  func begin() async throws {
    try await onFileQueue { [self] in
      try area.clearStaging(upTo: number)
      try Files.makeDirectories(files, mode: 0o750)
    }
  }

  /// Brings one file in; answers its line of the manifest.
  func take(_ file: FolderFile, from source: some FolderSource) async throws -> Manifest.Line {
    let path = "\(files)/\(file.path)"
    if let line = try await onFileQueue({ [self] in try link(file, path) }) { return line }
    let open = try await onFileQueue { try OpenFile(path) }
    try await source.read(file) { piece in
      try Task.checkCancellation()
      try await onFileQueue { try open.write(piece) }
    }
    let (size, digest) = try await onFileQueue { try open.finish(modified: file.modified) }
    guard size == file.size else { throw DeliveryFault(.provider, "文件大小与列表不符:\(file.path)") }
    return Manifest.Line(path: file.path, size: size, sha256: hex(digest), modified: file.modified)
  }

  /// Brings small files in that lie on this machine, one after the other without a pause; answers their lines.
  func take(_ files: ArraySlice<FolderFile>, from source: DirectorySource) throws -> [Manifest.Line] {
    var made = ""
    return try source.reading { reader in
      try files.map { file in
        let path = "\(self.files)/\(file.path)"
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        if folder != made {
          try Files.makeDirectories(folder, mode: 0o750)
          made = folder
        }
        if let line = try linked(file, path) { return line }
        let open = try OpenFile(path)
        try reader.read(file) { try open.write($0) }
        let (size, digest) = try open.finish(modified: file.modified)
        guard size == file.size else { throw DeliveryFault(.provider, "文件大小与列表不符:\(file.path)") }
        return Manifest.Line(path: file.path, size: size, sha256: hex(digest), modified: file.modified)
      }
    }
  }

  /// The same size and time as in the version before: the same file, linked. nil when it must be read, also because what landed then is not
  /// as it was.
  private func link(_ file: FolderFile, _ path: String) throws -> Manifest.Line? {
    try Files.makeDirectories(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]), mode: 0o750)
    return try linked(file, path)
  }

  private func linked(_ file: FolderFile, _ path: String) throws -> Manifest.Line? {
    guard let previous, let line = previous.lines[Array(file.path.utf8)], line.size == file.size, line.modified == file.modified
    else { return nil }
    let old = "\(area.version(previous.number))/files/\(file.path)"
    guard let status = Files.status(old), Files.isFile(status), Int64(status.st_size) == line.size, Files.modified(status) == line.modified,
      Glibc.link(old, path) == 0
    else { return nil }
    return line
  }

  /// The manifest, last of all; then every file is looked for once more with its size. Answers the manifest as it lies on disk.
  func finish(_ manifest: Manifest) async throws -> Manifest {
    try await onFileQueue { [self] in
      let path = "\(area.staging(number))/manifest.json"
      let text = manifest.text
      try Files.write(text, new: path)
      guard try Files.read(path, limit: 1 << 30) == text else { throw DeliveryFault(.exchange, "清单写入后读不回来") }
      for line in manifest.lines {
        guard let status = Files.status("\(files)/\(line.path)"), Files.isFile(status), Int64(status.st_size) == line.size else {
          throw DeliveryFault(.exchange, "文件写入后大小不符:\(line.path)")
        }
      }
      return manifest
    }
  }
}

/// A file that is being written. One piece at a time, each after the last: that order is what makes it safe to pass around.
private final class OpenFile: @unchecked Sendable {
  private let file: Descriptor, path: String
  private var digest = SHA256()
  private var size: Int64 = 0

  init(_ path: String) throws {
    self.path = path
    file = try Files.create(path)
  }

  func write(_ piece: [UInt8]) throws {
    digest.update(piece)
    size += Int64(piece.count)
    try Files.write(piece, file, path)
  }

  func finish(modified: Int64) throws -> (Int64, [UInt8]) {
    // Before 1970 the seconds count down, the fraction up.
    let (seconds, rest) = modified.quotientAndRemainder(dividingBy: 1_000_000)
    let time = timespec(tv_sec: Int(rest < 0 ? seconds - 1 : seconds), tv_nsec: Int(rest < 0 ? rest + 1_000_000 : rest) * 1000)
    guard futimens(file.raw, [time, time]) == 0 else { throw FileFault("utimens", path) }
    return (size, digest.finish())
  }
}
