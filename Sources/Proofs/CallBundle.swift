package import JSONText
package import Seals

/// 调用凭据: one call with everything that proves it, to be checked by anybody with the platform's public keys alone (EX-20).
///
/// A bundle is canonical JSON (RFC 8785) and holds nothing that is not covered: a byte changed anywhere is found, in the time stamp by
/// its authority's certificate (`exchange verify --tsa`). `Docs/reference/evidence.md`
/// describes it for those who write their own check.
package struct CallBundle: Sendable {
  package static let format = "exchange call evidence 1"

  /// The call's record as it stands in the log.
  package let record: JSON
  /// Its place in its batch, counted from 0, and the siblings up to the root.
  package let place: Int, path: [[UInt8]]
  /// The call's own batch and all that follow, up to the anchored one.
  package let batches: [SignedHead]
  /// Whether the last of them is anchored outside the database.
  package let isAnchored: Bool
  /// A time stamp authority's answer (RFC 3161, DER) over the signed text of the last of them.
  package let stamp: [UInt8]?

  package init(record: JSON, place: Int, path: [[UInt8]], batches: [SignedHead], isAnchored: Bool, stamp: [UInt8]? = nil) {
    (self.record, self.place, self.path, self.batches) = (record, place, path, batches)
    (self.isAnchored, self.stamp) = (isAnchored, stamp)
  }

  package var json: JSON {
    let anchor = isAnchored ? batches.last : nil
    return [
      "format": .string(Self.format), "record": record, "place": JSON(place), "path": JSON(path.map(hex)), "batches": .array(batches.map(\.json)),
      "anchor": anchor.map { ["batch": JSON($0.head.id), "head": .string(hex($0.head.hash))] } ?? .null,
      "stamp": JSON(stamp.map(Base64URL.encode)),
    ]
  }

  /// Reads a file, byte for byte as it must be.
  package init(file: [UInt8]) throws {
    let json: JSON
    do { json = try JSON.parse(file, limits: JSONLimits(bytes: 16 << 20, depth: 16)) } catch { throw ProofFlaw("凭据不是有效的JSON(第\(error.offset)字节)") }
    guard Array(json.canonical.utf8) == file else { throw ProofFlaw("凭据不是规范的JSON(RFC 8785),文件被改动过") }
    guard let object = json.object, Set(object.names) == ["format", "record", "place", "path", "batches", "anchor", "stamp"], json["format"]?.string == Self.format
    else { throw ProofFlaw("凭据的格式标识或组成不对") }
    guard let record = json["record"], record.object != nil, let place = json["place"]?.int, let siblings = json["path"]?.strings else {
      throw ProofFlaw("凭据缺少调用记录或其位置")
    }
    path = try siblings.enumerated().map { n, text in
      guard let hash = Hexadecimal.decode(text), hash.count == 32 else { throw ProofFlaw("凭据路径的第\(n + 1)个散列值不对") }
      return hash
    }
    batches = try (json["batches"]?.array ?? []).enumerated().map { n, head in
      guard let head = SignedHead(head) else { throw ProofFlaw("凭据的第\(n + 1)个签名批次不完整") }
      return head
    }
    guard let last = batches.last?.head, let anchor = json["anchor"] else { throw ProofFlaw("凭据没有签名批次") }
    isAnchored = !anchor.isNull
    if isAnchored, anchor != ["batch": JSON(last.id), "head": .string(hex(last.hash))] { throw ProofFlaw("凭据的锚定与最后一个签名批次不符") }
    stamp = json["stamp"]?.string.flatMap(Base64URL.decode)
    (self.record, self.place) = (record, place)
    guard Array(self.json.canonical.utf8) == file else { throw ProofFlaw("凭据的数字写法不对,文件被改动过") }
  }

  /// Throws the first thing that does not hold.
  /// - Parameter anchors: heads by their batch, from an anchor file that the checker trusts.
  package func check(under keys: BatchKeys, anchors: [Int64: [UInt8]]? = nil) throws {
    for (n, signed) in batches.enumerated() {
      guard signed.signer == keys.name else { throw ProofFlaw("签名批次 \(signed.head.id) 不是由所给公钥的持有者签名") }
      guard signed.holds(under: keys) else { throw ProofFlaw("签名批次 \(signed.head.id) 的签名不对") }
      if n > 0, signed.head.previous != batches[n - 1].head.hash || signed.head.id != batches[n - 1].head.id + 1 {
        throw ProofFlaw("签名批次 \(signed.head.id) 与上一批次不衔接")
      }
    }
    guard let own = batches.first?.head, let seq = record["seq"]?.int, record["journal"]?.string == hex(own.journal),
      Int64(seq) == own.first + Int64(place)
    else { throw ProofFlaw("调用记录的日志和序号不在签名批次之内") }
    guard MerkleTree.root(of: Array(record.canonical.utf8), at: place, size: own.size, path: path) == own.root else {
      throw ProofFlaw("调用 \(record["callId"]?.string ?? "?") 的记录与签名批次 \(own.id) 的根不符:记录或路径被改动")
    }
    guard let anchors else { return }
    guard let known = batches.first(where: { anchors[$0.head.id] != nil }) ?? batches.last, let head = anchors[known.head.id] else {
      throw ProofFlaw("所给锚定文件还没有签名批次 \(own.id) 及其后的批次")
    }
    guard head == known.head.hash else { throw ProofFlaw("签名批次 \(known.head.id) 与锚定文件不符") }
  }
}
