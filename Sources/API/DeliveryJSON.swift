import JSONText
import Registry
import Vocabulary

/// One attempt of a delivery, as the offices ask about it: what was on both sides, what changed, how long it took (EX-8.1).
enum DeliveryJSON {
  static func of(_ row: DeliveryLine) -> JSON {
    func number(_ value: Int64?) -> JSON { value.map { JSON($0) } ?? .null }
    let receipt = row.receipt.flatMap { try? JSON.parse($0) }
    let millis = row.endedAt.map { ($0.microseconds - row.startedAt.microseconds) / 1000 }
    let rate = millis.flatMap { millis in row.bytes.map { millis > 0 ? $0 * 1000 / millis : $0 } }
    return [
      "id": JSON(row.id), "version": JSON(row.version), "kind": .string(row.kind), "startedAt": .string(row.startedAt.text),
      "endedAt": JSON(row.endedAt?.text), "outcome": JSON(row.outcome), "fault": JSON(row.fault), "faultParty": JSON(row.party),
      "rowsRead": number(row.rowsRead), "rowsLanded": number(row.rowsLanded), "bytes": number(row.bytes),
      "digestRead": JSON(row.digestRead), "digestLanded": JSON(row.digestLanded), "way": receipt?["way"] ?? .null,
      "change": receipt?["change"] ?? .null, "changes": words(receipt), "quarantined": receipt?["quarantined"] ?? .null,
      "recalled": receipt?["recalled"] ?? .null, "millis": number(millis),
      "bytesPerSecond": number(rate), "receipt": JSON(row.receipt),
    ]
  }

  /// `新增3、更新5、删除0`; `全部` where everything was brought anew.
  private static func words(_ receipt: JSON?) -> JSON {
    guard let receipt else { return .null }
    if receipt["recalled"]?.string != nil { return .string("召回") }
    let apart = (receipt["quarantined"]?["rows"]?.int).map { ",隔离\($0)" } ?? ""
    guard let change = receipt["change"], !change.isNull else { return .string("全部\(apart)") }
    func count(_ name: String) -> Int { change[name]?.int ?? 0 }
    return .string("新增\(count("inserted"))、更新\(count("updated"))、删除\(count("deleted"))\(apart)")
  }
}
