/// How the hashes of many rows become one digest, in whatever order they come, and how a digest follows the rows that change. Pure.
enum RowSum: String, Sendable, Hashable {
  /// Of rows that a key tells apart, on servers that know `bit_xor` (PostgreSQL 14 and later): no number is longer than a hash.
  case xor
  /// Of any rows: two that are the same do not cancel each other out.
  case sum

  /// The digest of a set of hashes.
  func of(_ hash: String) -> String {
    switch self {
    case .xor: "coalesce(bit_xor(\(hash)), 0)"
    case .sum: "coalesce(sum(\(hash)), 0)"
    }
  }

  var type: String {
    switch self {
    case .xor: "int8"
    case .sum: "numeric"
    }
  }

  /// A digest without some hashes, or with some more.
  func without(_ digest: String, _ other: String) -> String { self == .xor ? "(\(digest) # \(other))" : "(\(digest) - \(other))" }
  func with(_ digest: String, _ other: String) -> String { self == .xor ? "(\(digest) # \(other))" : "(\(digest) + \(other))" }
}
