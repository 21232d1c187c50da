import Evidence
import Sharing
import Testing
import Vocabulary

@Suite struct `The update frequency` {
  /// Frequency, last update, last day of its period.
  private static let cases: [(UpdateFrequency, String, String?)] = [
    (.realtime, "2026-11-25", "2026-11-26"), (.daily, "2026-12-31", "2027-01-01"), (.weekly, "2026-11-17", "2026-11-24"),
    (.monthly, "2026-01-31", "2026-02-28"), (.monthly, "2026-02-28", "2026-03-28"), (.quarterly, "2026-11-30", "2027-02-28"),
    (.halfYearly, "2026-08-31", "2027-02-28"), (.yearly, "2028-02-29", "2029-02-28"), (.irregular, "2020-01-01", nil),
  ]

  @Test(.clause("EX-5.4a"), arguments: cases) func `EX-5.4a gives the last day of its period by the calendar`(
    _ frequency: UpdateFrequency, _ updated: String, _ last: String?
  ) throws {
    let updated = try #require(Day(updated))
    #expect(frequency.lastDay(after: updated)?.text == last)
    guard let last = last.flatMap({ Day($0) }) else {
      #expect(!frequency.isLagging(updated: updated, on: updated.adding(months: 1200)))
      return
    }
    #expect(!frequency.isLagging(updated: updated, on: last) && frequency.isLagging(updated: updated, on: last.next))
  }

  @Test(.clause("EX-5.4a")) func `EX-5.4a makes weekly data lag on the eighth day, and irregular ones never`() throws {
    let updated = try #require(Day("2026-11-17"))
    #expect(!UpdateFrequency.weekly.isLagging(updated: updated, on: updated.adding(days: 7)))
    #expect(UpdateFrequency.weekly.isLagging(updated: updated, on: updated.adding(days: 8)))
    #expect(!UpdateFrequency.irregular.isLagging(updated: updated, on: updated.adding(days: 8)))
  }
}
