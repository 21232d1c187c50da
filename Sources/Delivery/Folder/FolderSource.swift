/// An entry as a source lists it. The name is bytes until it has been checked.
struct FolderEntry: Sendable, Hashable {
  enum Kind: Sendable { case file, directory, other }
  let name: [UInt8], kind: Kind
  /// Bytes.
  let size: Int64
  /// Microseconds since 1970.
  let modified: Int64
}

/// A file of a folder, by its checked path below the folder.
struct FolderFile: Sendable, Hashable {
  let path: String, size: Int64, modified: Int64
}

/// Where a folder comes from.
protocol FolderSource: Sendable {
  /// The entries of a folder; `path` is empty for the resource's own.
  func list(_ path: String) async throws -> [FolderEntry]
  /// The bytes of a file, piece by piece; the next is read when the last was taken.
  func read(_ file: FolderFile, _ sink: @escaping @Sendable ([UInt8]) async throws -> Void) async throws
}

/// Everything below a folder: what can be delivered, and what is quarantined with the reason.
struct FolderListing: Sendable, Hashable {
  var files: [FolderFile] = []
  /// `name: reason`, escaped for people.
  var refused: [String] = []

  /// Deepest nesting, and most files, that are taken on.
  static let mostDepth = 32, mostFiles = 2_000_000

  /// Walks a source. Links and special files are refused, never followed.
  static func of(_ source: some FolderSource) async throws -> FolderListing {
    var listing = FolderListing()
    var waiting = [(path: "", depth: 0)]
    while let folder = waiting.popLast() {
      for entry in try await source.list(folder.path) {
        let place = folder.path.isEmpty ? "" : folder.path + "/"
        guard entry.kind != .other else {
          listing.refused.append("\(place)\(FileName.shown(entry.name))(链接或特殊文件)")
          continue
        }
        let (name, flaw) = FileName.check(entry.name)
        guard let name else {
          listing.refused.append("\(place)\(FileName.shown(entry.name))(\(flaw))")
          continue
        }
        switch entry.kind {
        case .file: listing.files.append(FolderFile(path: place + name, size: entry.size, modified: entry.modified))
        case .directory where folder.depth < mostDepth: waiting.append((place + name, folder.depth + 1))
        default: listing.refused.append("\(place)\(name)(层次过深)")
        }
        guard listing.files.count <= mostFiles else { throw DeliveryFault(.provider, "文件超过 \(mostFiles) 个") }
      }
    }
    listing.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return listing
  }
}
