package import Postgres
import Records
package import Vocabulary

/// One version of the standard terms (EX-19).
package struct TermsRow: PostgresRow {
  package let version: Int32, title: String, text: String, hash: [UInt8], effectiveFrom: Day
  package init(from row: inout RowReader) throws {
    version = try row.next()
    title = try row.next()
    text = try row.next()
    hash = try row.next()
    effectiveFrom = try Day(row.next())
  }
}

/// An event of an agreement, and where it was sealed; no batch as long as it waits for one.
package struct AgreementEventRow: PostgresRow {
  package let id: Int64, kind: AgreementKind, at: Instant, body: String, hash: [UInt8], batch: Int64?, place: Int32?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    kind = try row.next()
    at = try Instant(row.next())
    body = try row.next()
    hash = try row.next()
    batch = try row.next()
    place = try row.next()
  }
}
extension AgreementKind: PostgresValue {}

/// A sealed batch as it is kept.
struct AgreementBatchRow: PostgresRow {
  let id: Int64, size: Int32, at: Instant, sm2: [UInt8], p256: [UInt8], signer: String
  init(from row: inout RowReader) throws {
    id = try row.next()
    size = try row.next()
    at = try Instant(row.next())
    sm2 = try row.next()
    p256 = try row.next()
    signer = try row.next()
  }
}

/// A line of a case's history with the name of who did it.
struct SignedAct: PostgresRow {
  let step: String, party: String, name: String?, at: Instant, input: JSONBytes
  init(from row: inout RowReader) throws {
    step = try row.next()
    party = try row.next()
    name = try row.next()
    at = try Instant(row.next())
    input = try row.next()
  }
}

/// The grant that an event is about.
struct AgreedGrant: PostgresRow {
  let agreement: String, number: String, state: String, hash: [UInt8]
  init(from row: inout RowReader) throws {
    agreement = try row.next()
    number = try row.next()
    state = try row.next()
    hash = try row.next()
  }
}

struct UnsealedEvent: PostgresRow {
  let id: Int64, hash: [UInt8]
  init(from row: inout RowReader) throws {
    id = try row.next()
    hash = try row.next()
  }
}
