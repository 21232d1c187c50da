package import Postgres

/// How one interface served in a period: calls, times, and what failed by whose duty (EX-20).
package struct InterfaceUse: Sendable {
  /// Micros: from admission to the last byte of the calls that were admitted. No code: calls whose authorization code opened nothing.
  package struct Row: PostgresRow {
    package let code: String?, title: String?, provider: String?, providerName: String?, calls: Int64, succeeded: Int64, p50: Int64?, p95: Int64?, p99: Int64?
    package init(from row: inout RowReader) throws {
      code = try row.next()
      title = try row.next()
      provider = try row.next()
      providerName = try row.next()
      calls = try row.next()
      succeeded = try row.next()
      p50 = try row.next()
      p95 = try row.next()
      p99 = try row.next()
    }
  }
  package struct Fault: PostgresRow {
    package let resource: String?, party: String, code: String, calls: Int64
    package init(from row: inout RowReader) throws {
      resource = try row.next()
      party = try row.next()
      code = try row.next()
      calls = try row.next()
    }
  }

  package let row: Row, faults: [Fault]
}
