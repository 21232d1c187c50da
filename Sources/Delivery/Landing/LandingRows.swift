import Postgres

/// A receipt as it stands in the landing area.
struct LandedReceipt: PostgresRow, Hashable {
  let version: Int64, body: String, hash: [UInt8], signature: [UInt8]
  init(from row: inout RowReader) throws {
    version = try row.next()
    body = try row.next()
    hash = try row.next()
    signature = try row.next()
  }
}

/// The view through which a grant is read.
struct OutletRow: PostgresRow, Hashable {
  let provider: String, view: String, columns: String
  init(from row: inout RowReader) throws {
    provider = try row.next()
    view = try row.next()
    columns = try (row.next() as JSONBytes).text
  }
}
