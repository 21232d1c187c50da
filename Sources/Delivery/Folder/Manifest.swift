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
  /// SM3 over the canonical text without the digest itself.
  let sm3: String

  var bytes: Int64 { lines.reduce(0) { $0 + $1.size } }

  /// As it lies in the version's folder.
  var text: [UInt8] { Self.write(grant, resource, version, lines, sm3: sm3) }

  init(grant: Int64, resource: String, version: Int64, lines: [Line]) {
    (self.grant, self.resource, self.version, self.lines) = (grant, resource, version, lines)
    sm3 = hex(SM3.hash(Self.write(grant, resource, version, lines, sm3: nil)))
  }

  /// Canonical JSON (RFC 8785), line by line: a million lines are not first made into a tree.
  private static func write(_ grant: Int64, _ resource: String, _ version: Int64, _ lines: [Line], sm3: String?) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(lines.count * 200 + 200)
    func add(_ piece: String) { text.append(contentsOf: piece.utf8) }
    add(#"{"files":["#)
    for (place, line) in lines.enumerated() {
      if place > 0 { text.append(0x2C) }
      add(#"{"modified":""#)
      add(Instant(microseconds: line.modified).text)
      add(#"","path":"#)
      add(JSON.string(line.path).canonical)
      add(#","sha256":""#)
      add(line.sha256)
      add(#"","size":"#)
      add(String(line.size))
      text.append(0x7D)
    }
    add(#"],"grant":\#(grant),"resource":\#(JSON.string(resource).canonical)"#)
    if let sm3 { add(#","sm3":"\#(sm3)""#) }
    add(#","version":\#(version)}"#)
    return text
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
