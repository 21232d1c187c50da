package import Vocabulary

/// 更新频率: how often the data of a catalogue or resource are updated, as its provider declared it (EX-7b, EX-5.4a).
package enum UpdateFrequency: String, Sendable, CaseIterable {
  case realtime, daily, weekly, monthly, quarterly
  case halfYearly = "half-yearly"
  case yearly, irregular

  package var label: String {
    switch self {
    case .realtime: "实时"
    case .daily: "每日"
    case .weekly: "每周"
    case .monthly: "每月"
    case .quarterly: "每季度"
    case .halfYearly: "每半年"
    case .yearly: "每年"
    case .irregular: "不定期"
    }
  }

  /// The last day of the period that began with an update, calendar time (K4); nil where no period was declared.
  ///
  /// Example: `UpdateFrequency.monthly.lastDay(after: 2026-01-31)` is 2026-02-28.
  package func lastDay(after updated: Day) -> Day? { day(after: updated, periods: 1) }

  /// The day so many periods after another one.
  package func day(after first: Day, periods n: Int) -> Day? {
    switch self {
    case .realtime, .daily: first.adding(days: n)
    case .weekly: first.adding(days: 7 * n)
    case .monthly: first.adding(months: n)
    case .quarterly: first.adding(months: 3 * n)
    case .halfYearly: first.adding(months: 6 * n)
    case .yearly: first.adding(months: 12 * n)
    case .irregular: nil
    }
  }

  /// Days of the longest period there can be.
  var longestPeriod: Int? {
    switch self {
    case .realtime, .daily: 1
    case .weekly: 7
    case .monthly: 31
    case .quarterly: 92
    case .halfYearly: 184
    case .yearly: 366
    case .irregular: nil
    }
  }

  /// 更新滞后: from 00:00 after the last day of the period. Computed, never stored as a state (EX-5.4a).
  package func isLagging(updated: Day, on today: Day) -> Bool { lastDay(after: updated).map { $0 < today } ?? false }
}
