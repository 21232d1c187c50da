/// A point in time, to the microsecond, as PostgreSQL keeps it. Shown in Beijing time (+08:00), as K1 says.
package struct Instant: Sendable, Hashable, Comparable {
  /// Since 1970-01-01 00:00 UTC.
  package let microseconds: Int64
  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static func < (one: Instant, other: Instant) -> Bool { one.microseconds < other.microseconds }

  package func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }

  /// Microseconds after Shanghai's midnight.
  package var timeOfDay: Int64 { microseconds - Day(of: self).start.microseconds }

  /// `2026-11-23T10:00:00+08:00`; fractions only where there are any.
  package var text: String {
    let day = Day(of: self).civil
    let (seconds, fraction) = timeOfDay.quotientAndRemainder(dividingBy: 1_000_000)
    return String(unsafeUninitializedCapacity: 40) { out in
      var at = 0
      func put(_ number: Int, _ digits: Int) {
        var rest = number
        for place in stride(from: at + digits - 1, through: at, by: -1) { (out[place], rest) = (UInt8(0x30 + rest % 10), rest / 10) }
        at += digits
      }
      func put(_ mark: UInt8) { (out[at], at) = (mark, at + 1) }
      put(day.year, 4)
      put(UInt8(ascii: "-"))
      put(day.month, 2)
      put(UInt8(ascii: "-"))
      put(day.day, 2)
      put(UInt8(ascii: "T"))
      put(Int(seconds / 3600), 2)
      put(UInt8(ascii: ":"))
      put(Int(seconds / 60 % 60), 2)
      put(UInt8(ascii: ":"))
      put(Int(seconds % 60), 2)
      if fraction != 0 {
        put(UInt8(ascii: "."))
        put(Int(fraction), 6)
      }
      for byte in "+08:00".utf8 { put(byte) }
      return at
    }
  }

  /// For people: `2026-11-23 10:00`, the next whole minute when it lies between two.
  package var label: String {
    let minute: Int64 = 60_000_000
    let whole = Instant(microseconds: (microseconds + minute - 1) / minute * minute)
    let clock = whole.timeOfDay / minute
    return "\(Day(of: whole).text) \(Day.padded(Int(clock / 60), 2)):\(Day.padded(Int(clock % 60), 2))"
  }

  /// Reads `2026-11-23T10:00:00+08:00`, `…Z`, with or without seconds and fractions. Anything else is nil.
  package init?(_ text: String) {
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count == 2, let day = Day(String(halves[0])) else { return nil }
    var clock = halves[1]
    var shift: Int64 = 0
    if clock.hasSuffix("Z") {
      clock = clock.dropLast()
    } else {
      guard let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
      let zone = clock[clock.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false).map { Self.pair($0) }
      guard zone.count == 2, let hours = zone[0], let minutes = zone[1], hours <= 14, minutes < 60 else { return nil }
      shift = (hours * 60 + minutes) * 60 * (clock[sign] == "-" ? -1 : 1)
      clock = clock[..<sign]
    }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = Self.pair(parts[0]), let minute = Self.pair(parts[1]), hour < 24, minute < 60
    else { return nil }
    var micros: Int64 = 0
    if parts.count == 3 {
      let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
      guard let whole = Self.pair(seconds[0]), whole < 60, seconds.count <= 2 else { return nil }
      micros = whole * 1_000_000
      if seconds.count == 2 {
        guard (1...6).contains(seconds[1].count), seconds[1].isDigits,
          let fraction = Int64(seconds[1] + String(repeating: "0", count: 6 - seconds[1].count))
        else { return nil }
        micros += fraction
      }
    }
    let local = Int64(day.number) * 86_400_000_000 + (hour * 60 + minute) * 60_000_000 + micros
    self.init(microseconds: local - shift * 1_000_000)
  }

  /// Two digits and nothing else.
  private static func pair(_ text: Substring) -> Int64? { text.utf8.count == 2 && text.isDigits ? Int64(text) : nil }
}
