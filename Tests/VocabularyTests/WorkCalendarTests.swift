import Foundation
import Testing
import Vocabulary

/// The calendar as sql/seeds has it, read without a database.
enum SeededCalendar {
  static let calendar: WorkCalendar = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sql/seeds/s01_work_calendar.sql")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var entries: [Day: WorkCalendar.Entry] = [:]
    var years: Set<Int> = []
    for line in text.split(separator: "\n") where line.hasPrefix("  (") {
      let parts = line.dropFirst(3).split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " ')(;")) }
      if let year = Int(parts[0]) { years.insert(year) }
      if let day = Day(parts[0]), let kind = WorkCalendar.Kind(rawValue: parts[1]) { entries[day] = .init(kind, source: parts[2]) }
    }
    return WorkCalendar(entries, years: years)
  }()
}

@Suite struct `EX K2 working days` {
  let calendar = SeededCalendar.calendar

  @Test func `agree with chinesecalendar for every day of 2004 to 2026`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "workdays.txt")
    var checked = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: " ")
      let year = try #require(Int(parts[0]))
      var day = try #require(Day(year, 1, 1))
      for mark in parts[1] {
        #expect(calendar.isWorking(day) == (mark == "1"), "\(day)")
        day = day.next
        checked += 1
      }
      #expect(day == Day(year + 1, 1, 1))
    }
    #expect(checked == 8401)
  }

  @Test(arguments: [(2024, 251), (2025, 248), (2026, 248)])
  func `count as the notices say`(year: Int, days: Int) throws {
    let before = try #require(Day(year - 1, 12, 31)), last = try #require(Day(year, 12, 31))
    #expect(calendar.count(after: before, through: last) == days)
  }

  @Test func `of a year without a notice are provisional and know the fixed days`() throws {
    let spring = try #require(Day(2027, 2, 5))
    #expect(calendar.isProvisional(spring) && !calendar.isWorking(spring))
    #expect(calendar.isWorking(try #require(Day(2027, 2, 9))))
    #expect(!calendar.isProvisional(try #require(Day(2026, 12, 31))))
  }
}

@Suite struct `EX K3 due dates` {
  let calendar = SeededCalendar.calendar

  @Test(arguments: [
    ("2026-11-23", 3, "2026-11-26"), ("2026-11-23", 10, "2026-12-07"), ("2026-11-23", 20, "2026-12-21"), ("2026-09-18", 10, "2026-10-09"),
    ("2026-09-18", 20, "2026-10-22"), ("2026-09-30", 3, "2026-10-10"), ("2026-02-13", 3, "2026-02-25"), ("2026-04-30", 3, "2026-05-08"),
    ("2026-05-09", 3, "2026-05-13"), ("2026-09-19", 3, "2026-09-22"), ("2025-12-31", 3, "2026-01-06"),
  ])
  func `are those worked out in the text`(start: String, days: Int, due: String) throws {
    let day = try #require(Day(start))
    let found = calendar.due(.workingDays(days), from: day.start.adding(seconds: 10 * 3600))
    #expect(found.day.text == due)
    #expect(found.at == found.day.next.start)
  }

  @Test(arguments: [
    ("2026-11-25T10:00:00+08:00", "2026-11-27T10:00:00+08:00"), ("2026-11-26T10:00:00+08:00", "2026-11-30T10:00:00+08:00"),
    ("2026-11-28T15:00:00+08:00", "2026-12-02T00:00:00+08:00"),
  ])
  func `of a lead run hour to hour`(published: String, earliest: String) throws {
    #expect(calendar.lead(2, from: try #require(Instant(published))).text == earliest)
  }

  @Test(arguments: [
    ("2026-11-23", 10), ("2026-11-24", 10), ("2026-11-25", 9), ("2026-11-28", 6), ("2026-11-29", 6), ("2026-12-04", 2), ("2026-12-06", 1), ("2026-12-07", 1), ("2026-12-08", 0),
  ])
  func `are left as long as they are not over, the first day not counted`(today: String, left: Int) throws {
    let (start, due) = (try #require(Day("2026-11-23")), try #require(Day("2026-12-07")))
    #expect(calendar.left(today: try #require(Day(today)), from: start, through: due) == left)
  }

  @Test(arguments: [
    ("2026-12-05", "2026-12-06T00:00:00+08:00"), ("2026-12-05T18:00:00+08:00", "2026-12-05T18:00:00+08:00"), ("2026-12-05 18:00", "2026-12-05T18:00:00+08:00"), ("下周", nil),
    ("2026-13-05", nil), ("2026-12-05 25:00", nil),
  ])
  func `may be named by an act, to the day or the hour`(text: String, end: String?) {
    #expect(WorkCalendar.named(text)?.at == end.flatMap { Instant($0) })
  }

  @Test func `explain themselves day by day with the notice`() throws {
    let steps = calendar.explain(3, after: try #require(Day("2026-09-30")))
    #expect(steps.compactMap(\.counted) == [1, 2, 3])
    #expect(steps.last?.day.text == "2026-10-10" && steps.last?.source?.contains("2026") == true)
    #expect(steps.count == 10)
  }
}

@Suite struct `EX K4 months` {
  @Test(arguments: [
    ("2026-11-23", 36, "2029-11-23"), ("2028-02-29", 36, "2031-02-28"), ("2026-11-30", 3, "2027-02-28"), ("2026-01-31", 3, "2026-04-30"),
    ("2026-08-31", 1, "2026-09-30"),
  ])
  func `end on the same-numbered day or the month's last`(start: String, months: Int, last: String) throws {
    #expect(try #require(Day(start)).adding(months: months).text == last)
  }
}
