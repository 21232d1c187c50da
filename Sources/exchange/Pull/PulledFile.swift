import Foundation
import JSONText
import Seals

/// One file as the platform lists it.
struct PulledFile: Sendable, Hashable {
  let path: String, bytes: Int64, sha256: String

  /// - Throws: where a name would lead out of the folder. The platform checks names too; a machine believes nobody.
  init(_ listed: JSON) throws {
    guard let path = listed["path"]?.string, let bytes = listed["bytes"]?.int, let sha256 = listed["sha256"]?.string else {
      throw Fault(.failed, "文件清单读不懂")
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }), !path.contains("\0"), parts[0] != Substring(PulledFolder.notes),
      !path.hasSuffix(PulledFolder.part)
    else { throw Fault(.failed, "文件名不合规则:\(path)") }
    (self.path, self.bytes, self.sha256) = (path, Int64(bytes), sha256)
  }

  /// Whether a file on this machine is this one.
  func isAt(_ place: String) -> Bool {
    guard let found = try? FileManager.default.attributesOfItem(atPath: place), (found[.size] as? Int64 ?? (found[.size] as? Int).map(Int64.init)) == bytes else {
      return false
    }
    return Self.digest(place) == sha256
  }

  /// SHA-256 of a file, a piece at a time; nil where it cannot be read.
  static func digest(_ place: String) -> String? {
    guard let handle = FileHandle(forReadingAtPath: place) else { return nil }
    defer { try? handle.close() }
    var sum = SHA256()
    while let piece = try? handle.read(upToCount: 1 << 20), !piece.isEmpty { sum.update(Array(piece)) }
    return hex(sum.finish())
  }
}
