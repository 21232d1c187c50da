import Postgres
import Vocabulary

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

/// Where the increments of a grant stand.
struct ProgressRow: PostgresRow {
  let progress: Progress
  init(from row: inout RowReader) throws {
    let (base, version): (Int64, Int64) = (try row.next(), try row.next())
    let tally = try Tally(from: &row)
    let (hash, mark): (String, String?) = (try row.next(), try row.next())
    let (nulls, comparedAt): ([Int64], Timestamp) = (try row.next(), try row.next())
    progress = Progress(
      base: base, version: version, tally: tally, hash: hash, mark: mark, nulls: nulls, comparedAt: Instant(microseconds: comparedAt.microseconds))
  }
}
