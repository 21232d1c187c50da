package import Postgres
import Records
package import Sharing
package import Vocabulary

/// How up to date a table or folder in service is (EX-5.4a).
package struct FreshnessRow: PostgresRow {
  package let resource: Int64, code: String, title: String, kind: String, provider: String, state: String
  /// Its own, else its catalogue's.
  package let frequency: UpdateFrequency
  package let updatedOn: Day
  package init(from row: inout RowReader) throws {
    resource = try row.next()
    code = try row.next()
    title = try row.next()
    kind = try row.next()
    provider = try row.next()
    state = try row.next()
    frequency = try row.next()
    updatedOn = try Day(row.next())
  }

  /// The last day on which it is still up to date; nil: 不定期.
  package var dueDay: Day? { frequency.lastDay(after: updatedOn) }
  package func isLagging(on today: Day) -> Bool { frequency.isLagging(updated: updatedOn, on: today) }
  /// One notice for each lapse: another update makes another one possible.
  var noticeKey: String { "lagging/\(resource)/\(updatedOn.text)" }
}
extension UpdateFrequency: PostgresValue {}

/// How an interface answered in the last 30 days, as the gateway's log has it (EX-5.4a).
package struct ServiceRow: PostgresRow {
  package let resource: Int64
  /// Admitted calls, and those among them that were answered below 400.
  package let calls: Int64, answered: Int64
  /// Microseconds; nil without calls.
  package let p50: Int64?, p95: Int64?
  package init(from row: inout RowReader) throws {
    resource = try row.next()
    calls = try row.next()
    answered = try row.next()
    p50 = try row.next()
    p95 = try row.next()
  }

  /// Percent of the admitted calls that were answered below 400: `99.5`.
  package var successRate: String { Figure.decimal(answered * 100, by: calls) }
}
