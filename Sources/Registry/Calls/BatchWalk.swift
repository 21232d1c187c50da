import Proofs
import Seals
import Vocabulary

/// Goes through all batches in their order; throws the first `CallCheck.Fault`. Pure: rows come in, findings go out.
struct BatchWalk {
  let keys: BatchKeys
  let anchors: [Int64: [UInt8]]
  let archived: Set<Day>
  var report = CallCheck()

  private(set) var last: Int64 = 0
  private(set) var anchored: Int64 = 0
  private var previous = CallHead.zero
  /// The last signed number of each journal.
  private var reached: [[UInt8]: Int64] = [:]

  init(keys: BatchKeys, anchors: [Int64: [UInt8]], archived: Set<Day>) {
    (self.keys, self.anchors, self.archived) = (keys, anchors, archived)
  }

  /// The batch itself: its number, its signatures, what is before it, its anchor.
  mutating func begin(_ row: CallBatchRow) throws {
    let head = row.head
    func fault(_ kind: String, _ text: String, _ batch: Int64? = nil) -> CallCheck.Fault {
      CallCheck.Fault(kind: kind, text: text, batch: batch ?? head.id, place: nil)
    }
    guard head.id == last + 1 else { throw fault("chain", "缺少签名批次 \(last + 1)", last + 1) }
    guard row.signed.holds(under: keys) else { throw fault("signature", "签名批次 \(head.id) 的内容或签名被改动") }
    guard head.previous == previous, row.hash == head.hash else { throw fault("chain", "签名批次 \(head.id) 与上一批次不衔接") }
    guard head.first == (reached[head.journal] ?? 0) + 1 else { throw fault("chain", "签名批次 \(head.id) 与同一日志的上一批次之间缺少调用") }
    if let anchor = anchors[head.id] {
      guard anchor == head.hash else { throw fault("anchor", "签名批次 \(head.id) 与锚定文件不符") }
      anchored = head.id
    }
    (last, previous, reached[head.journal]) = (head.id, head.hash, head.last)
    report.batches += 1
  }

  /// The calls of a batch against their leaves, and the leaves against the signed root.
  mutating func calls(_ calls: [CallRecord], _ leaves: [[UInt8]], of row: CallBatchRow) throws {
    let head = row.head
    func fault(_ kind: String, _ text: String, _ place: CallCheck.Place?) -> CallCheck.Fault {
      CallCheck.Fault(kind: kind, text: text, batch: head.id, place: place)
    }
    if archived.contains(row.month) {
      if let extra = calls.first { throw fault("extra", "序号 \(extra.seq) 的记录已归档,不应再在库中", extra.place) }
      report.archived += head.size
      return
    }
    // The list of leaves is not signed itself: it is believed only where it leads to the signed root.
    let isKnown = leaves.count == head.size && MerkleTree(leaves: leaves).root == head.root
    var next = head.first
    var found: [[UInt8]] = []
    for call in calls {
      guard call.seq >= next else { throw fault("extra", "序号 \(call.seq) 的记录多出一条", call.place) }
      guard call.seq == next else { break }
      let leaf = call.leaf
      if isKnown, leaf != leaves[found.count] {
        let isDouble = calls.contains { $0.seq == call.seq && $0.leaf == leaves[found.count] }
        if isDouble { throw fault("extra", "序号 \(call.seq) 的记录(调用 \(call.callID))多出一条", call.place) }
        throw fault("changed", "序号 \(call.seq) 的记录(调用 \(call.callID))被改动", call.place)
      }
      found.append(leaf)
      next += 1
    }
    guard next > head.last else {
      let place = CallCheck.Place(journal: hex(head.journal), seq: next, callID: nil, at: nil)
      throw fault("missing", "日志 \(hex(head.journal)) 缺少序号 \(next) 的记录", place)
    }
    guard isKnown else {
      if MerkleTree(leaves: found).root == head.root { throw fault("leaves", "签名批次 \(head.id) 的叶表被改动,调用记录相符", nil) }
      throw fault("changed", "签名批次 \(head.id) 的调用记录和叶表都被改动", calls.first?.place)
    }
    report.calls += found.count
  }

  /// Nothing may be anchored that is not there.
  func finish() throws {
    guard let stranger = anchors.keys.filter({ $0 > last }).min() else { return }
    throw CallCheck.Fault(kind: "anchor", text: "锚定文件中的签名批次 \(stranger) 不在数据库中", batch: stranger, place: nil)
  }
}
