package import JSONText
package import Vocabulary

/// 统计指标: one figure of the statistics of EX §6 and NET §6. Its value and its list come from the same rows: those of its family that bear its slot.
package struct Figure: Sendable, Hashable {
  /// How the value is reckoned from the rows.
  package enum Reckoning: Sendable, Hashable {
    /// How many.
    case count
    case amount
    case bytes
    /// Seconds, shown as hours.
    case hours
    /// Working days: all together divided by how many, and the most.
    case averageDays, longestDays
    /// Percent of the rows whose amount is 1.
    case rate
    /// Percent of `bytes` seconds in service that were not `amount` seconds of fault.
    case availability
  }

  /// `application.provider.late`: in addresses and frozen months, so it never changes.
  package let code: String
  package let label: String
  package let family: FigureFamily
  package let slot: String
  package let reckoning: Reckoning
  package let clause: Clause
  package let unit: String

  init(
    _ family: FigureFamily, _ code: String, _ label: String, _ clause: Clause, slot: String? = nil, _ reckoning: Reckoning = .count,
    unit: String = "件"
  ) {
    self.family = family
    self.code = code
    self.label = label
    self.clause = clause
    self.slot = slot ?? code
    self.reckoning = reckoning
    self.unit = unit
  }

  /// The value of what its rows add up to; null where there is nothing to divide.
  package func value(of tally: Tally) -> JSON {
    switch reckoning {
    case .count: JSON(tally.count)
    case .amount: JSON(tally.amount)
    case .bytes: JSON(tally.bytes)
    case .hours: .number(Self.decimal(tally.amount, by: 3600))
    case .longestDays: tally.count == 0 ? .null : JSON(tally.longest)
    case .averageDays: tally.count == 0 ? .null : .number(Self.decimal(tally.days, by: tally.count))
    case .availability: tally.bytes == 0 ? .null : .number(Self.decimal((tally.bytes - min(tally.amount, tally.bytes)) * 100, by: tally.bytes))
    case .rate: tally.count == 0 ? .null : .number(Self.decimal(tally.amount * 100, by: tally.count))
    }
  }

  /// At most two decimals, half up: `2.5`, `33.33`, `4`.
  package static func decimal(_ value: Int64, by divisor: Int64) -> String {
    let hundredths = (value * 200 + divisor) / (divisor * 2)
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return String(whole) }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
