import JSONText
package import Postgres
package import Vocabulary

struct AuditHead: PostgresRow {
  let seq: Int64, hash: [UInt8]
  init(seq: Int64, hash: [UInt8]) {
    self.seq = seq
    self.hash = hash
  }
  init(from row: inout RowReader) throws {
    seq = try row.next()
    hash = try row.next()
  }
}

/// One line of the audit as it lies in the chain.
package struct AuditRow: PostgresRow {
  package let seq: Int64, at: Instant, actor: String, action: String, subject: String, detail: String, hash: [UInt8], mac: [UInt8]
  package init(from row: inout RowReader) throws {
    seq = try row.next()
    at = try Instant(row.next())
    actor = try row.next()
    action = try row.next()
    subject = try row.next()
    detail = try row.next()
    hash = try row.next()
    mac = try row.next()
  }
  var entry: AuditEntry { AuditEntry(at: at, actor: actor, action: action, subject: subject, detail: .null) }
}

struct NodeRow: PostgresRow {
  let waiting: Int64, leaseSeconds: Int32
  init(from row: inout RowReader) throws {
    waiting = try row.next()
    leaseSeconds = try row.next()
  }
}

/// A gateway as the system administrator sees it; times are the machine's.
package struct NodeLine: PostgresRow {
  package let id: Int64, name: String, startedAt: Instant, applied: Int64, confirmedAt: Instant?, leaseSeconds: Int32, stoppedAt: Instant?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    name = try row.next()
    startedAt = try Instant(row.next())
    applied = try row.next()
    confirmedAt = try (row.next() as Timestamp?).map { Instant($0) }
    leaseSeconds = try row.next()
    stoppedAt = try (row.next() as Timestamp?).map { Instant($0) }
  }
}

/// A job under lease. The fence grows with each lease: a runner that lost its lease can finish nothing.
package struct JobRow: PostgresRow {
  package let id: Int64, kind: String, payload: String, fence: Int64, attempts: Int32
  package init(from row: inout RowReader) throws {
    id = try row.next()
    kind = try row.next()
    payload = (try row.next() as JSONBytes).text
    fence = try row.next()
    attempts = try row.next()
  }
}

/// A job as people see it.
package struct JobLine: PostgresRow {
  package let id: Int64, kind: String, key: String?, state: String, runAt: Instant, attempts: Int32, lastError: String?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    kind = try row.next()
    key = try row.next()
    state = try row.next()
    runAt = try Instant(row.next())
    attempts = try row.next()
    lastError = try row.next()
  }
}

/// The answer first given under an idempotency key.
package struct GivenAnswer: PostgresRow {
  package let requestHash: [UInt8], status: Int32, body: String
  package init(from row: inout RowReader) throws {
    requestHash = try row.next()
    status = try row.next()
    body = try row.next()
  }
}

/// A message in a department's box.
package struct NoticeRow: PostgresRow {
  package let id: Int64, caseID: Int64?
  /// Of the case: `exchange.application`.
  package let procedure: String?
  package let kind: String, text: String, at: Instant, isRead: Bool
  package init(from row: inout RowReader) throws {
    id = try row.next()
    caseID = try row.next()
    procedure = try row.next()
    kind = try row.next()
    text = try row.next()
    at = try Instant(row.next())
    isRead = try row.next()
  }
}
