package import Postgres
import Records
package import Vocabulary

/// 到期预测: what runs now, by the day on which it becomes due.
package struct Forecast: Sendable {
  static let days = 10
  /// Overrun already.
  package let late: Int
  package let days: [DueByDay]
}

/// The clocks that are due on one day.
package struct DueByDay: PostgresRow {
  package let day: Day
  package let all: Int64
  /// Of them, lengths of the measure: after this day they are 超期.
  package let statutory: Int64

  init(day: Day, all: Int64, statutory: Int64) { (self.day, self.all, self.statutory) = (day, all, statutory) }
  package init(from row: inout RowReader) throws {
    day = try Day(row.next())
    all = try row.next()
    statutory = try row.next()
  }
}
