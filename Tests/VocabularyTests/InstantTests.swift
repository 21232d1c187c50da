import Testing
import Vocabulary

@Suite struct `An instant for people` {
  @Test(arguments: [
    ("2026-11-30T10:00:00+08:00", "2026-11-30 10:00"), ("2026-11-30T04:29:34.664951+08:00", "2026-11-30 04:30"),
    ("2026-11-30T23:59:00.000001+08:00", "2026-12-01 00:00"), ("1969-12-31T23:59:30Z", "1970-01-01 08:00"),
  ]) func `is the next whole minute`(text: String, label: String) throws { #expect(try #require(Instant(text)).label == label) }
}

@Suite struct `Instants` {
  @Test(arguments: [
    ("2026-11-23T10:00:00+08:00", "2026-11-23T10:00:00+08:00"), ("2026-11-23T02:00:00Z", "2026-11-23T10:00:00+08:00"),
    ("2026-11-23T23:59:59.5+08:00", "2026-11-23T23:59:59.500000+08:00"), ("2026-11-23T10:00+08:00", "2026-11-23T10:00:00+08:00"),
    ("1969-12-31T23:00:00Z", "1970-01-01T07:00:00+08:00"),
  ])
  func `read and write Beijing time`(text: String, written: String) { #expect(Instant(text)?.text == written) }

  @Test(arguments: [
    "", "2026-11-23", "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T10:00:00", "2026-11-23T10:00:60Z", "x",
    "2026-11-23T+1:00:00+08:00", "2026-11-23T10:00:00+8:00", "2026-11-23T10:00:00.+1Z", "+202-11-23T10:00:00Z",
  ])
  func `refuse what is none`(text: String) { #expect(Instant(text) == nil) }
}

@Suite struct `Days` {
  @Test func `walk two centuries without a gap`() throws {
    var day = try #require(Day(1900, 1, 1))
    let end = try #require(Day(2100, 1, 1))
    var count = 0
    while day < end {
      let (year, month, date) = day.civil
      #expect(Day(year, month, date) == day)
      day = day.next
      count += 1
    }
    #expect(count == 73_049)
    #expect(try #require(Day("2026-11-23")).weekday == 1)
  }

  @Test(arguments: ["2026-2-3", "2026-13-01", "2025-02-29", "20261123", "2026-11-31", "+026-11-30", "2026-+1-30"])
  func `refuse dates that do not exist`(text: String) { #expect(Day(text) == nil) }
}
