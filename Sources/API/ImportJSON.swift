import JSONText
import Registry
import Sharing
import Vocabulary

/// An import as the API shows it.
enum ImportJSON {
  /// Faults that one answer lists at most; all of them stand in the returned workbook.
  static let mostFaults = 1000

  static func line(_ row: ImportRow) -> JSON {
    [
      "id": JSON(row.id), "file": .string(row.file), "kind": .string(row.kind), "rows": JSON(Int(row.rows)), "madeAt": .string(row.madeAt.text),
      "confirmedAt": JSON(row.confirmedAt?.text), "undoneAt": JSON(row.undoneAt?.text),
    ]
  }

  /// - Parameter faulty: its lines; those with faults or a hint are shown.
  static func page(_ row: ImportRow, counts: [OutcomeCount], faulty lines: [ImportLineRow]) -> JSON {
    var object = line(row).object ?? JSONObject()
    var outcomes = JSONObject()
    for outcome in ImportOutcome.allCases {
      outcomes[outcome.rawValue] = JSON(counts.first { $0.outcome == outcome.rawValue }?.catalogues ?? 0)
    }
    object["outcomes"] = .object(outcomes)
    let stray = row.faults.array ?? []
    object["faultCount"] = JSON(counts.reduce(stray.count) { $0 + Int($1.faults) })
    object["faults"] = .array(Array((stray + lines.flatMap { $0.faults.array ?? [] }).prefix(mostFaults)))
    object["skipped"] = .array(lines.filter { ImportOutcome(rawValue: $0.outcome)?.hint != nil }.prefix(mostFaults).map(line))
    return .object(object)
  }

  static func line(_ row: ImportLineRow) -> JSON {
    [
      "n": JSON(Int(row.n)), "code": .string(row.code), "title": .string(row.title), "row": JSON(Int(row.firstRow)),
      "outcome": .string(row.outcome), "hint": JSON(ImportOutcome(rawValue: row.outcome)?.hint), "faults": row.faults,
      "case": row.caseID.map { JSON($0) } ?? .null,
    ]
  }
}
