import Postgres

/// How two servers tell whether a row is the same: a 64-bit hash that both compute alike, and its sum over many rows in whatever order.
enum RowHash: Sendable, Hashable {
  /// Of the values themselves: both servers know `hash_record_extended` (PostgreSQL 14 and later), and keep texts in UTF-8. A third of the price.
  case record
  /// Of the row as text. Where the source has other bytes for the same text, both sides spell it in UTF-8 first.
  case text(isUnicode: Bool)

  /// As a receipt says it.
  var name: String {
    switch self {
    case .record: "record"
    case .text: "text"
    }
  }

  /// - Parameter values: of one row, as expressions.
  func of(_ values: [String]) -> String {
    let row = "row(\(values.joined(separator: ", ")))"
    switch self {
    case .record: return "hash_record_extended(\(row), 0)"
    case .text(true): return "hashtextextended(\(row)::text collate \"C\", 0)"
    case .text(false): return "hashtextextended(encode(convert_to(\(row)::text, 'UTF8'), 'hex') collate \"C\", 0)"
    }
  }

  static let knowsRecords = Statement<Bool>(
    "hash.records", "select pg_catalog.to_regprocedure('pg_catalog.hash_record_extended(record,bigint)') is not null")
}
