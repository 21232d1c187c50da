package import JSONText
package import Postgres
import Records
package import Vocabulary

/// One line of a department's use log (EX-20): a call, a delivery into its landing area, or an act of its people.
package struct UseLine: PostgresRow {
  package let at: Instant
  /// `call`, `delivery`, or the act: `code.make`, `landing.password`, `delivery.ask`, `use-log.export` …
  package let kind: String
  package let department: String?
  /// The business system, or the person.
  package let who: String?
  package let subject: String?
  package let resource: String?
  /// `ok`, or why not.
  package let result: String
  package let rows: Int64?, bytes: Int64?
  /// The call's id, the delivery's or the audit's number.
  package let reference: String
  /// Where the next page begins.
  let journal: [UInt8], number: Int64

  package init(from row: inout RowReader) throws {
    at = try Instant(row.next())
    kind = try row.next()
    department = try row.next()
    who = try row.next()
    subject = try row.next()
    resource = try row.next()
    result = try row.next()
    rows = try row.next()
    bytes = try row.next()
    reference = try row.next()
    journal = try row.next()
    number = try row.next()
  }
}

/// What an export held, line by line: the figures that must equal the gateway's.
package struct UseCounts: Sendable, Hashable {
  package private(set) var calls: Int64 = 0, refused: Int64 = 0, deliveries: Int64 = 0, acts: Int64 = 0
  package init() {}

  package mutating func count(_ line: UseLine) {
    switch line.kind {
    case "call":
      calls += 1
      if line.result.hasPrefix("refused") { refused += 1 }
    case "delivery": deliveries += 1
    default: acts += 1
    }
  }

  package var json: JSON {
    ["calls": JSON(calls), "refused": JSON(refused), "deliveries": JSON(deliveries), "acts": JSON(acts)]
  }
}
