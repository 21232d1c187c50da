import JSONText
import Vocabulary

/// How a table's changes are found (更新方式), as its provider declared it.
enum ChangeWay: Sendable, Hashable {
  /// 全量替换: every delivery brings the whole table.
  case full
  /// 递增列: rows whose column stands at or above what was last seen. Deletions are found by the weekly comparison.
  case column(String)
  /// 摘要比对: sums of row hashes over small sets of rows, compared on both sides. Finds deletions too.
  case digest

  init(_ detail: JSON) {
    switch detail["way"]?.string {
    case "column": self = detail["column"]?.string.map { .column($0) } ?? .full
    case "digest": self = .digest
    default: self = .full
    }
  }

  /// As a receipt says it.
  var name: String {
    switch self {
    case .full: "full"
    case .column: "column"
    case .digest: "digest"
    }
  }
}

/// What one increment changed.
struct Change: Sendable, Hashable {
  let inserted: Int64, updated: Int64, deleted: Int64
  var isNone: Bool { inserted + updated + deleted == 0 }
  var json: JSON { ["inserted": JSON(inserted), "updated": JSON(updated), "deleted": JSON(deleted)] }
}

/// Where the increments of a grant stand (`store.progress`).
struct Progress: Sendable {
  /// The version whose partition holds the rows, and the newest receipt that describes it.
  let base: Int64, version: Int64
  let tally: Tally, hash: String
  /// The highest value of the column that was seen.
  var mark: String?
  /// Rows that lack an item which was declared never to be empty, item by item.
  let nulls: [Int64]
  /// When all rows were last compared.
  let comparedAt: Instant
}
