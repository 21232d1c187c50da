import Glibc

/// A folder on a file system that this machine has mounted. Every component is opened by itself and never through a link.
struct DirectorySource: FolderSource {
  /// Opened component by component from the admitted root.
  private let root: String, parts: [String]

  /// - Parameter roots: folders that the operator admits; a source must lie in one of them.
  init(path: String, folder: String, roots: [String]) throws {
    guard let root = roots.first(where: { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }) else {
      throw DeliveryFault(.provider, "数据来源的目录不在准许名单内")
    }
    guard let below = FileName.components(String(path.dropFirst(root.count))), let rest = FileName.components(folder) else {
      throw DeliveryFault(.provider, "数据来源的目录名不合规则")
    }
    self.root = root
    parts = below + rest
  }

  func list(_ path: String) async throws -> [FolderEntry] {
    try await onFileQueue { [self] in
      do {
        let folder = try open(path.split(separator: "/").map(String.init))
        return try Files.names(folder).map { name in
          var status = stat()
          guard fstatat(folder.raw, name.map { CChar(bitPattern: $0) } + [0], &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw FileFault("stat", path) }
          let kind: FolderEntry.Kind = Files.isFile(status) ? .file : Files.isDirectory(status) ? .directory : .other
          return FolderEntry(name: name, kind: kind, size: Int64(status.st_size), modified: Files.modified(status))
        }
      } catch let fault as FileFault {
        throw DeliveryFault(.provider, "数据来源的目录读不到", detail: "\(fault)")
      }
    }
  }

  func read(_ file: FolderFile, _ sink: @escaping @Sendable ([UInt8]) async throws -> Void) async throws {
    let parts = file.path.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    let opened = try await onFileQueue { [self] in
      do {
        let folder = try open(Array(parts.dropLast()))
        let opened = try Descriptor(openat(folder.raw, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), file.path)
        try Self.hold(opened, file)
        return opened
      } catch let fault as FileFault {
        throw DeliveryFault(.provider, "文件读不到:\(file.path)", detail: "\(fault)")
      }
    }
    while let piece = try await onFileQueue({ try Files.read(opened, 1 << 20, file.path) }) { try await sink(piece) }
    try await onFileQueue { try Self.hold(opened, file) }
  }

  /// Reads small files one after the other; the folder of the last one stays open for the next.
  func reading<Output>(_ body: (Reader) throws -> Output) throws -> Output { try body(Reader(source: self)) }

  final class Reader {
    private let source: DirectorySource
    private var folder: (path: Substring, open: Descriptor)?

    init(source: DirectorySource) { self.source = source }

    func read(_ file: FolderFile, _ sink: ([UInt8]) throws -> Void) throws {
      let end = file.path.lastIndex(of: "/")
      let path = end.map { file.path[..<$0] } ?? ""
      let opened: Descriptor
      do {
        if folder?.path != path { folder = (path, try source.open(path.split(separator: "/").map(String.init))) }
        let name = String(end.map { file.path[file.path.index(after: $0)...] } ?? file.path[...])
        opened = try Descriptor(openat(folder?.open.raw ?? -1, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), file.path)
        try DirectorySource.hold(opened, file)
      } catch let fault as FileFault {
        throw DeliveryFault(.provider, "文件读不到:\(file.path)", detail: "\(fault)")
      }
      while let piece = try Files.read(opened, Int(min(file.size + 1, 1 << 20)), file.path) { try sink(piece) }
      try DirectorySource.hold(opened, file)
    }
  }

  /// What is read must be what was listed, before and after.
  private static func hold(_ opened: Descriptor, _ file: FolderFile) throws {
    var status = stat()
    guard fstat(opened.raw, &status) == 0, Files.isFile(status), Int64(status.st_size) == file.size, Files.modified(status) == file.modified else {
      throw DeliveryFault(.provider, "文件在读取时有变化:\(file.path)")
    }
  }

  private func open(_ below: [String]) throws -> Descriptor {
    var folder = try Descriptor(Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC), root)
    for part in parts + below { folder = try Descriptor(openat(folder.raw, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), part) }
    return folder
  }
}
