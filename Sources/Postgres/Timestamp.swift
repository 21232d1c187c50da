/// `timestamptz`: microseconds since 1970-01-01 UTC.
package struct Timestamp: Sendable, Hashable, Comparable {
  package var microseconds: Int64
  package init(microseconds: Int64) { self.microseconds = microseconds }
  package static func < (one: Timestamp, other: Timestamp) -> Bool { one.microseconds < other.microseconds }
}

/// `date`: days since 1970-01-01.
package struct CivilDate: Sendable, Hashable, Comparable {
  package var days: Int32
  package init(days: Int32) { self.days = days }
  package static func < (one: CivilDate, other: CivilDate) -> Bool { one.days < other.days }
}

/// `jsonb` as its text.
package struct JSONBytes: Sendable, Hashable {
  package var text: String
  package init(_ text: String) { self.text = text }
}
