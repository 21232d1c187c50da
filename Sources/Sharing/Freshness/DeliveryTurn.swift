package import Vocabulary

/// 交付轮次: when what was granted comes again, so that the user's copy is never older than the frequency that the provider declared (EX-8.1).
///
/// Turns are counted from the grant, at its time of day: a monthly resource granted on 31 January at 10:00 has its next turns on 28 February
/// and 31 March at 10:00. However many were missed, one delivery makes them good. The first delivery is the approval's own.
package enum DeliveryTurn {
  /// The turn that is to be made good now; nil when there is none.
  ///
  /// - Parameters:
  ///   - frequency: of the resource.
  ///   - delivered: when the newest delivery that landed had begun; nil when none has.
  package static func due(_ frequency: UpdateFrequency, since granted: Instant, delivered: Instant?, now: Instant) -> Instant? {
    guard let delivered else { return turn(1, of: .daily, since: granted).flatMap { now >= $0 ? $0 : nil } }
    return latest(frequency, since: granted, by: now).flatMap { delivered < $0 ? $0 : nil }
  }

  /// The latest turn that has come; nil before the first one, and where no period was declared.
  package static func latest(_ frequency: UpdateFrequency, since granted: Instant, by now: Instant) -> Instant? {
    guard let longest = frequency.longestPeriod else { return nil }
    // No period is longer, so at least so many have passed.
    var n = max(0, Int(Day(of: now).number - Day(of: granted).number) / longest - 1)
    while let next = turn(n + 1, of: frequency, since: granted), next <= now { n += 1 }
    return n == 0 ? nil : turn(n, of: frequency, since: granted)
  }

  private static func turn(_ n: Int, of frequency: UpdateFrequency, since granted: Instant) -> Instant? {
    let first = Day(of: granted)
    return frequency.day(after: first, periods: n).map { day in
      Instant(microseconds: day.start.microseconds + granted.microseconds - first.start.microseconds)
    }
  }
}
