import Foundation
import JSONText
import Seals

/// What lies in a backup, each file with its size and SHA-256, so that a restore begins only with what is whole.
struct BackupManifest {
  struct File: Equatable {
    let path: String, size: Int, sha256: String
  }
  static let name = "manifest.json"
  let files: [File]
  var bytes: Int { files.reduce(0) { $0 + $1.size } }

  /// Reads a folder as it lies there.
  init(of folder: String) throws {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { throw Config.Fault(description: "读不到备份目录 \(folder)") }
    var found: [File] = []
    while let path = walk.nextObject() as? String {
      let full = "\(folder)/\(path)"
      guard path != Self.name, try FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType == .typeRegular else { continue }
      let (size, digest) = try Self.digest(full)
      found.append(File(path: path, size: size, sha256: digest))
    }
    files = found.sorted { $0.path < $1.path }
  }

  /// Reads what was written beside a backup.
  init(written folder: String) throws {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.name)"), let json = try? JSON.parse(Array(data)), let list = json["files"]?.array else {
      throw Config.Fault(description: "\(folder) 里没有完整的备份(缺 \(Self.name))")
    }
    files = list.compactMap { entry in
      guard let path = entry["path"]?.string, let size = entry["size"]?.int, let sha256 = entry["sha256"]?.string else { return nil }
      return File(path: path, size: size, sha256: sha256)
    }
  }

  func write(to folder: String) throws {
    let json: JSON = ["files": .array(files.map { ["path": .string($0.path), "size": JSON($0.size), "sha256": .string($0.sha256)] })]
    try Data(json.canonical.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(Self.name)"), options: .atomic)
  }

  private static func digest(_ path: String) throws -> (Int, String) {
    guard let file = FileHandle(forReadingAtPath: path) else { throw Config.Fault(description: "读不到 \(path)") }
    defer { try? file.close() }
    var (size, digest) = (0, SHA256())
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
      size += piece.count
      digest.update(Array(piece))
    }
    return (size, hex(digest.finish()))
  }
}
