import Evidence
import Testing
import Vocabulary
import Workflow

@Suite struct `EX-7.3 the days a case lay with whom` {
  private static let calendar = WorkCalendar([:], years: [2026])

  private func spell(_ from: String, _ through: String) throws -> Holding.Spell {
    Holding.Spell(from: try #require(Day(from)), through: try #require(Day(through)))
  }

  @Test(.clause("EX-13b")) func `count a review of the catalogue for the bureau`() throws {
    let holding = Holding(
      bureau: [try spell("2026-11-20", "2026-11-24")], provider: [try spell("2026-11-24", "2026-12-02")],
      reviews: [try spell("2026-11-26", "2026-11-30")], Self.calendar)
    #expect(holding.bureau == 4 && holding.provider == 4)
  }

  @Test func `count no review from before it reached the provider or after it was done, and none twice`() throws {
    let holding = Holding(
      bureau: [try spell("2026-11-23", "2026-11-25")], provider: [try spell("2026-11-25", "2026-11-27")],
      reviews: [try spell("2026-11-02", "2026-11-26"), try spell("2026-11-24", "2026-11-26"), try spell("2026-11-27", "2026-12-30")], Self.calendar)
    #expect(holding.bureau == 3 && holding.provider == 1)
  }

  @Test func `count neither the day on which it came nor a rest day`() throws {
    let holding = Holding(
      bureau: [try spell("2026-11-27", "2026-11-29"), try spell("2026-11-25", "2026-11-25")], provider: [], reviews: [], Self.calendar)
    #expect(holding.bureau == 0 && holding.provider == 0)
  }
}
