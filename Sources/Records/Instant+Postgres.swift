package import Postgres
package import Vocabulary

extension Instant {
  package init(_ stamp: Timestamp) { self.init(microseconds: stamp.microseconds) }
  package var stamp: Timestamp { Timestamp(microseconds: microseconds) }
}

extension Day {
  package init(_ date: CivilDate) { self.init(number: date.days) }
  package var date: CivilDate { CivilDate(days: number) }
}
