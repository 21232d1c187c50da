package import JSONText
package import Seals

/// 归档 of a month of calls: a file of lines, each batch's head followed by its calls, and a signed manifest beside it (EX-20).
package struct CallArchive: Sendable, Hashable {
  package static let format = "exchange call archive 1"

  /// `2026-04`.
  package let month: String
  package let batches: Int64, calls: Int64, bytes: Int64
  /// SM3 of the whole file.
  package let hash: [UInt8]

  package init(month: String, batches: Int64, calls: Int64, bytes: Int64, hash: [UInt8]) {
    (self.month, self.batches, self.calls, self.bytes, self.hash) = (month, batches, calls, bytes, hash)
  }

  package static func file(_ month: String) -> String { "calls-\(month).jsonl" }
  package static func manifest(_ month: String) -> String { "calls-\(month).manifest.json" }

  package var text: [UInt8] {
    Array("\(Self.format)\n\(month)\n\(batches)\n\(calls)\n\(bytes)\n\(hex(hash))\n".utf8)
  }

  /// The manifest with both signatures.
  package func manifest(sm2: [UInt8], p256: [UInt8], signer: String) -> JSON {
    [
      "format": .string(Self.format), "month": .string(month), "batches": JSON(batches), "calls": JSON(calls), "bytes": JSON(bytes),
      "sm3": .string(hex(hash)), "sm2": .string(Base64URL.encode(sm2)), "p256": .string(Base64URL.encode(p256)), "signer": .string(signer),
    ]
  }

  /// Reads a manifest, byte for byte as it must be, and checks its signatures.
  package init(manifest file: [UInt8], under keys: BatchKeys) throws {
    guard let json = try? JSON.parse(file), Array(json.canonical.utf8) == file, json["format"]?.string == Self.format,
      let object = json.object, object.names.count == 9, let month = json["month"]?.string, let batches = json["batches"]?.int,
      let calls = json["calls"]?.int, let bytes = json["bytes"]?.int, let hash = json["sm3"]?.string.flatMap(Hexadecimal.decode),
      let sm2 = json["sm2"]?.string.flatMap(Base64URL.decode), let p256 = json["p256"]?.string.flatMap(Base64URL.decode)
    else { throw ProofFlaw("归档清单不完整或被改动") }
    self.init(month: month, batches: Int64(batches), calls: Int64(calls), bytes: Int64(bytes), hash: hash)
    guard json["signer"]?.string == keys.name, keys.sm2.verify(sm2, text), keys.p256.verify(p256, text) else { throw ProofFlaw("归档清单的签名不对") }
  }
}

/// Goes through an archive's file line by line; memory holds one batch's hashes.
package struct ArchiveReading {
  private let keys: BatchKeys
  private var digest = SM3()
  private var open: SignedHead?
  private var leaves: [[UInt8]] = []
  private var last: CallHead?
  private var line = 0
  private var batches: Int64 = 0, calls: Int64 = 0, bytes: Int64 = 0

  package init(under keys: BatchKeys) { self.keys = keys }

  /// The next line, without its end.
  package mutating func take(_ text: [UInt8]) throws {
    line += 1
    digest.update(text)
    digest.update([0x0A])
    bytes += Int64(text.count) + 1
    guard let json = try? JSON.parse(text), Array(json.canonical.utf8) == text else { throw ProofFlaw("归档第\(line)行不是规范的JSON") }
    if json["batch"] != nil { return try begin(json) }
    guard let head = open?.head, leaves.count < head.size else { throw ProofFlaw("归档第\(line)行是多出的调用记录") }
    let seq = head.first + Int64(leaves.count)
    guard json["journal"]?.string == hex(head.journal), json["seq"]?.int.map(Int64.init) == seq else {
      throw ProofFlaw("归档第\(line)行:签名批次 \(head.id) 缺少序号 \(seq) 的调用记录")
    }
    leaves.append(MerkleTree.leaf(text))
    calls += 1
    if leaves.count == head.size, MerkleTree(leaves: leaves).root != head.root {
      throw ProofFlaw("归档第\(line - head.size + 1)至\(line)行:签名批次 \(head.id) 的调用记录被改动")
    }
  }

  /// All lines of a file that is read piece by piece; an empty piece is its end.
  package mutating func take(whole next: () throws -> [UInt8]) throws {
    var rest: [UInt8] = []
    while case let piece = try next(), !piece.isEmpty {
      rest += piece
      var start = 0
      while let end = rest[start...].firstIndex(of: 0x0A) {
        try take(Array(rest[start..<end]))
        start = end + 1
      }
      rest.removeSubrange(..<start)
    }
    guard rest.isEmpty else { throw ProofFlaw("归档在第\(line + 1)行的中间中断") }
  }

  private mutating func begin(_ json: JSON) throws {
    try closed()
    guard let signed = SignedHead(json), signed.holds(under: keys) else { throw ProofFlaw("归档第\(line)行:签名批次的签名不对") }
    if let last {
      guard signed.head.id > last.id, signed.head.id > last.id + 1 || signed.head.previous == last.hash else {
        throw ProofFlaw("归档第\(line)行:签名批次 \(signed.head.id) 与上一批次不衔接")
      }
    }
    (open, last, leaves) = (signed, signed.head, [])
    batches += 1
  }

  private func closed() throws {
    if let head = open?.head, leaves.count < head.size { throw ProofFlaw("签名批次 \(head.id) 的调用记录在归档第\(line)行前中断") }
  }

  /// What the whole file is, to be compared with its manifest.
  package mutating func finish(_ month: String) throws -> CallArchive {
    try closed()
    return CallArchive(month: month, batches: batches, calls: calls, bytes: bytes, hash: digest.finish())
  }
}
