import Postgres
import Proofs
import Records
import Vocabulary

/// How far a journal has come, and how far it is signed.
struct JournalRow: PostgresRow {
  let journal: [UInt8], sealed: Int64, settled: Int64, highest: Int64
  init(from row: inout RowReader) throws {
    journal = try row.next()
    sealed = try row.next()
    settled = try row.next()
    highest = try row.next()
  }
}

/// A signed batch as it is kept.
struct CallBatchRow: PostgresRow {
  static let columns = "b.id, b.journal, b.first, b.last, b.month, b.made_at, b.root, b.previous, b.head, b.sm2, b.p256, b.signer"

  let signed: SignedHead, month: Day
  /// As it was kept beside the signed text.
  let hash: [UInt8]

  init(from row: inout RowReader) throws {
    let (id, journal, first, last): (Int64, [UInt8], Int64, Int64) = (try row.next(), try row.next(), try row.next(), try row.next())
    month = try Day(row.next())
    let stamp: Timestamp = try row.next()
    let (root, previous): ([UInt8], [UInt8]) = (try row.next(), try row.next())
    hash = try row.next()
    let (sm2, p256): ([UInt8], [UInt8]) = (try row.next(), try row.next())
    let head = CallHead(id: id, journal: journal, first: first, last: last, at: Instant(stamp).text, root: root, previous: previous)
    signed = SignedHead(head, sm2: sm2, p256: p256, signer: try row.next())
  }

  var head: CallHead { signed.head }
}

/// The newest head, and its place in the chain.
struct ChainEnd: PostgresRow {
  let id: Int64, head: [UInt8]
  init(from row: inout RowReader) throws {
    id = try row.next()
    head = try row.next()
  }
}

/// What a time stamp authority said of a batch.
struct StampRow: PostgresRow {
  let batch: Int64, token: [UInt8]
  init(from row: inout RowReader) throws {
    batch = try row.next()
    token = try row.next()
  }
}

/// A head that an anchor file lacks.
struct UnanchoredHead: PostgresRow {
  let id: Int64, head: [UInt8], at: Instant
  init(from row: inout RowReader) throws {
    id = try row.next()
    head = try row.next()
    at = try Instant(row.next())
  }
}

/// A month that is no longer in the database.
struct ArchiveRow: PostgresRow {
  let month: Day, file: String, writtenAt: Instant
  init(from row: inout RowReader) throws {
    month = try Day(row.next())
    file = try row.next()
    writtenAt = try Instant(row.next())
  }
}

/// A call id's beginning with its lowest and highest number, for finding it among the archives.
struct CallRun: PostgresRow {
  let run: String, first: Int64, last: Int64
  init(from row: inout RowReader) throws {
    run = try row.next()
    first = try row.next()
    last = try row.next()
  }
}
