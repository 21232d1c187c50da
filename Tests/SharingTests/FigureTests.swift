import JSONText
import Sharing
import Testing
import Vocabulary

@Suite struct `The statistics` {
  @Test(arguments: [
    ("2026-11", "2026-11-01", "2026-11-30"), ("2028-02", "2028-02-01", "2028-02-29"), ("2026-Q1", "2026-01-01", "2026-03-31"),
    ("2026-Q4", "2026-10-01", "2026-12-31"), ("2026", "2026-01-01", "2026-12-31"),
  ]) func `know months, quarters and years`(_ text: String, _ first: String, _ last: String) throws {
    let period = try #require(StatisticsPeriod(text))
    #expect(period.first.text == first && period.last.text == last && period.text == text)
  }

  @Test(arguments: ["", "26-11", "2026-13", "2026-0", "2026-Q5", "2026-Q", "2026-11-01", "2026-1", "２０２６", "+026", "1999", "2026-+1"])
  func `know no other period`(_ text: String) { #expect(StatisticsPeriod(text) == nil) }

  @Test func `walk from month to month`() throws {
    let january = StatisticsPeriod(monthOf: try #require(Day("2026-01-31")))
    #expect(january.text == "2026-01" && january.monthBefore.text == "2025-12" && january.monthAfter.text == "2026-02")
  }

  @Test func `have a code, a label and a unit for each figure, none twice`() {
    #expect(Set(Figure.all.map(\.code)).count == Figure.all.count)
    #expect(Set(Figure.all.map(\.label)).count == Figure.all.count)
    #expect(Figure.all.allSatisfy { !$0.unit.isEmpty && $0.code.wholeMatch(of: /[a-zA-Z0-9.-]+/) != nil })
    #expect(Set(Figure.all.map(\.family)).count == FigureFamily.allCases.count)
  }

  @Test func `reckon averages, shares and hours to two decimals`() throws {
    var tally = Tally()
    tally.add(2, amount: 0, bytes: 0, days: 3)
    tally.add(1, amount: 1, bytes: 0, days: 7)
    func value(_ code: String) throws -> JSON { try #require(Figure.named(code)).value(of: tally) }
    #expect(try value("application.provider.handled") == 3)
    #expect(try value("application.provider.average") == .number("4.33"))
    #expect(try value("application.provider.longest") == 7)
    #expect(try value("application.provider.rate") == .number("33.33"))
    var hours = Tally()
    hours.add(1, amount: 5400, bytes: 0, days: nil)
    #expect(try #require(Figure.named("downtime.fault")).value(of: hours) == .number("1.5"))
    #expect(try #require(Figure.named("application.provider.rate")).value(of: Tally()).isNull)
  }
}
