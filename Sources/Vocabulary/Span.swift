/// A length as the measures write it. The unit's code is the one in `clock_rule`.
package struct Span: Sendable, Hashable, CustomStringConvertible {
  package enum Unit: String, Sendable, CaseIterable {
    case workingDay = "working_day"
    case calendarDay = "calendar_day"
    case month
    case hour
    /// 提前 n 个工作日: hour to hour, K3.
    case lead
    /// Until the day or the hour that an act names: no length of its own.
    case named

    package var label: String {
      switch self {
      case .workingDay: "个工作日"
      case .calendarDay: "日"
      case .month: "个月"
      case .hour: "小时"
      case .lead: "个工作日(提前)"
      case .named: "以通知写明的期限为准"
      }
    }
  }

  package let length: Int
  package let unit: Unit
  package init(_ length: Int, _ unit: Unit) {
    self.length = length
    self.unit = unit
  }
  package static func workingDays(_ n: Int) -> Span { Span(n, .workingDay) }
  package static func calendarDays(_ n: Int) -> Span { Span(n, .calendarDay) }
  package static func months(_ n: Int) -> Span { Span(n, .month) }
  package static func hours(_ n: Int) -> Span { Span(n, .hour) }
  package static let named = Span(0, .named)
  package static func lead(_ n: Int) -> Span { Span(n, .lead) }

  /// `10个工作日`
  package var description: String { unit == .named ? unit.label : "\(length)\(unit.label)" }
}
