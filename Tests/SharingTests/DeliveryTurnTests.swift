import Evidence
import Sharing
import Testing
import Vocabulary

@Suite struct `The turn of a delivery` {
  private static let granted = "2026-01-31T10:00:00+08:00"

  private static func at(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

  @Test(.clause("EX-8.1"), arguments: [
    (UpdateFrequency.daily, "2026-02-01T09:59", nil), (.daily, "2026-02-01T10:00", "2026-02-01T10:00"), (.realtime, "2026-02-09T23:00", "2026-02-09T10:00"),
    (.weekly, "2026-02-14T10:00", "2026-02-14T10:00"), (.monthly, "2026-02-28T09:59", nil), (.monthly, "2026-02-28T10:00", "2026-02-28T10:00"),
    (.monthly, "2026-03-31T11:00", "2026-03-31T10:00"), (.quarterly, "2026-12-31T00:00", "2026-10-31T10:00"),
    (.halfYearly, "2027-01-31T10:00", "2027-01-31T10:00"), (.yearly, "2028-12-31T10:00", "2028-01-31T10:00"), (.irregular, "2028-12-31T10:00", nil),
  ]) func `comes with each period, counted from the grant`(_ frequency: UpdateFrequency, _ now: String, _ turn: String?) throws {
    let latest = DeliveryTurn.latest(frequency, since: try #require(Instant(Self.granted)), by: try Self.at(now))
    #expect(latest == (try turn.map(Self.at)))
  }

  @Test(.clause("EX-8.1"), arguments: [
    ("2026-01-31T10:01", "2026-02-28T10:00", "2026-02-28T10:00"), ("2026-01-31T10:01", "2026-02-28T09:00", nil),
    ("2026-02-28T10:00", "2026-03-31T09:00", nil),
    // A delivery that the provider's update brought about in between does not move the turns.
    ("2026-02-20T08:00", "2026-02-28T10:00", "2026-02-28T10:00"), ("2026-01-31T10:01", "2026-09-01T00:00", "2026-08-31T10:00"),
    ("2026-08-31T10:00", "2026-09-01T00:00", nil),
    // The approval's own delivery failed: it is asked for again a day later.
    (nil, "2026-02-01T09:59", nil), (nil, "2026-02-01T10:00", "2026-02-01T10:00"), (nil, "2026-03-05T10:00", "2026-02-01T10:00"),
  ]) func `is made good once, however many were missed`(_ delivered: String?, _ now: String, _ turn: String?) throws {
    let found = DeliveryTurn.due(
      .monthly, since: try #require(Instant(Self.granted)), delivered: try delivered.map(Self.at), now: try Self.at(now))
    #expect(found == (try turn.map(Self.at)))
  }
}
