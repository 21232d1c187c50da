package import Vocabulary

/// How many working days a case lay with the bureau and how many with the provider (EX §7.3).
///
/// Each working day after the one on which the case went out, through the day on which it was done or the present one, belongs to one of
/// them: to whoever holds the clock of the state it lay in, and to the bureau while the provider waited for its review of the catalogue.
/// Example: sent out on 2026-11-20, forwarded on 11-24, implemented on 12-02 with a catalogue under review from 11-26 to 11-30: the bureau
/// 2 + 2 days, the provider 4.
package struct Holding: Sendable, Hashable {
  /// Days after `from` through `through`.
  package struct Spell: Sendable, Hashable {
    package let from: Day, through: Day
    package init(from: Day, through: Day) {
      self.from = from
      self.through = through
    }
    func holds(_ day: Day) -> Bool { from < day && day <= through }
  }

  /// Working days.
  package let bureau: Int, provider: Int

  /// - Parameters:
  ///   - bureau: spells in which the case itself lay with the bureau.
  ///   - provider: spells in which it lay with the provider.
  ///   - reviews: spells in which what the provider sent for it lay with the bureau; they count only inside the provider's own.
  package init(bureau: [Spell], provider: [Spell], reviews: [Spell], _ calendar: WorkCalendar) {
    func days(_ spells: [Spell]) -> Set<Day> {
      Set(spells.flatMap { spell in
        spell.from < spell.through ? (spell.from.number + 1...spell.through.number).map { Day(number: $0) } : []
      }.filter(calendar.isWorking))
    }
    let own = days(bureau)
    // The day on which the case changed hands is the one's who had it.
    let others = days(provider).subtracting(own)
    let lent = others.filter { day in reviews.contains { $0.holds(day) } }
    self.bureau = own.count + lent.count
    self.provider = others.count - lent.count
  }
}
