import JSONText
import Seals
import Vocabulary

/// 清单 of a folder version: every file with size, SHA-256 and time, and SM3 over all of it.
struct Manifest: Sendable, Hashable {
  struct Line: Sendable, Hashable {
    let path: String, size: Int64, sha256: String, modified: Int64
  }

  let grant: Int64, resource: String, version: Int64
  let lines: [Line]

  var bytes: Int64 { lines.reduce(0) { $0 + $1.size } }

  private var content: JSONObject {
    let files = lines.map { line -> JSON in
      [
        "path": .string(line.path), "size": JSON(line.size), "sha256": .string(line.sha256),
        "modified": .string(Instant(microseconds: line.modified).text),
      ]
    }
    let facts: JSON = ["grant": JSON(grant), "resource": .string(resource), "version": JSON(version), "files": .array(files)]
    return facts.object ?? JSONObject()
  }

  /// SM3 over the canonical text without the digest itself.
  var sm3: String { hex(SM3.hash(Array(JSON.object(content).canonical.utf8))) }

  var text: String {
    var all = content
    all["sm3"] = .string(sm3)
    return JSON.object(all).canonical
  }

  init(grant: Int64, resource: String, version: Int64, lines: [Line]) {
    (self.grant, self.resource, self.version, self.lines) = (grant, resource, version, lines)
  }

  /// Reads one back; nil when it is not whole or its digest does not hold.
  init?(_ bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes, limits: JSONLimits(bytes: 1 << 30, depth: 8)), let grant = json["grant"]?.int,
      let resource = json["resource"]?.string, let version = json["version"]?.int, let files = json["files"]?.array
    else { return nil }
    let lines = files.compactMap { file -> Line? in
      guard let path = file["path"]?.string, let size = file["size"]?.int, let sha256 = file["sha256"]?.string,
        let modified = file["modified"]?.string.flatMap({ Instant($0) })
      else { return nil }
      return Line(path: path, size: Int64(size), sha256: sha256, modified: modified.microseconds)
    }
    self.init(grant: Int64(grant), resource: resource, version: Int64(version), lines: lines)
    guard lines.count == files.count, json["sm3"]?.string == sm3 else { return nil }
  }
}
