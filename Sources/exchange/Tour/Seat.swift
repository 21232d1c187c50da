/// The places at the tour's table, each taken by a department of its own.
enum Seat: String, CaseIterable, Sendable {
  case bureau
  /// Provides the table of website columns.
  case websites
  /// Provides the articles' web service, and their folder.
  case articles
  /// Provides the calendar of working days.
  case calendar
  /// Uses the table and the articles.
  case patrol
  /// Uses the calendar and the folder.
  case rota
  /// Runs plane one of the extranet.
  case telecom

  static let providers: [Seat] = [.websites, .articles, .calendar]
  static let users: [Seat] = [.patrol, .rota]

  var label: String {
    switch self {
    case .bureau: "市数据局"
    case .websites: "网站栏目提供部门"
    case .articles: "条文提供部门"
    case .calendar: "日历提供部门"
    case .patrol: "巡查使用部门"
    case .rota: "排班使用部门"
    case .telecom: "一平面运营单位"
    }
  }
}
