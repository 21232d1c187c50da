import Seals

/// Count of rows and a digest without regard to their order, as the reading side takes it: the sum of the first 60 bits of each row's SHA-256.
///
/// A row is its values with 0x1F between them; each begins with `=`, a null is `~`.
struct RowDigest {
  private(set) var rows = 0
  private var sum: UInt128 = 0
  private var row: [UInt8] = []

  var text: String { String(sum) }

  mutating func begin() { row.removeAll(keepingCapacity: true) }

  /// Takes a value in where `fill` puts its bytes; answers them, or nil when it says that there is none.
  mutating func take<Failure: Error>(_ fill: (inout [UInt8]) throws(Failure) -> Bool) throws(Failure) -> ArraySlice<UInt8>? {
    if !row.isEmpty { row.append(0x1F) }
    row.append(UInt8(ascii: "="))
    let start = row.count
    if try fill(&row) { return row[start...] }
    row[start - 1] = UInt8(ascii: "~")
    return nil
  }

  mutating func end() {
    rows += 1
    sum += UInt128(SHA256.hash(row).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 4)
  }
}
