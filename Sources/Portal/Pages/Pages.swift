import JSONText
import Measures
import Workflow

/// Which page an address is. All on one screen.
enum Pages {
  static func reply(to visit: Visit) async throws -> Reply {
    let parts = visit.path.split(separator: "/").map { Form.decode($0) ?? String($0) }
    switch (parts.first, parts.dropFirst().first) {
    case ("login", nil): return try await LoginPage.answer(visit)
    case ("activate", nil): return try await ActivatePage.answer(visit)
    case ("look", nil): return look(visit)
    default: break
    }
    guard visit.person != nil else { return LoginPage.reply(to: visit) }
    switch parts.first {
    case nil: return try await HomePage.answer(visit)
    case "logout": return try await LoginPage.logout(visit)
    case "account": return try await AccountPage.answer(visit)
    case "search": return try await SearchPage.answer(visit)
    case "cases": return try await CasePages.answer(visit, Array(parts.dropFirst()))
    case "grants": return try await GrantPages.answer(visit, Array(parts.dropFirst()))
    case "calls": return try await CallPage.answer(visit, Array(parts.dropFirst()))
    case "sources": return try await SourcePages.answer(visit, Array(parts.dropFirst()))
    case "landing": return try await LandingPage.answer(visit, Array(parts.dropFirst()))
    case "requests": return try await RequestPage.answer(visit, Array(parts.dropFirst()))
    case "notices": return try await NoticePage.answer(visit)
    case "clocks": return try await ClockPage.answer(visit, Array(parts.dropFirst()))
    case "calendar": return try await CalendarPage.answer(visit)
    case "rules": return try await RulePage.answer(visit, Array(parts.dropFirst()))
    case "supervision": return try await SupervisionPage.answer(visit)
    case "statistics": return try await StatisticsPage.answer(visit, Array(parts.dropFirst()))
    case "settings": return try await SettingPage.answer(visit)
    case "imports": return try await ImportPages.answer(visit, Array(parts.dropFirst()))
    case "ledgers": return try await LedgerPages.answer(visit, Array(parts.dropFirst()))
    case "versions": return try await VersionPage.answer(visit, Array(parts.dropFirst()))
    case "freshness": return try await FreshnessPage.answer(visit)
    case "audit": return try await AuditPage.answer(visit)
    case "departments": return try await DepartmentsPage.answer(visit)
    case "handovers": return try await HandoversPage.answer(visit)
    case "lines": return try await LinePage.answer(visit)
    case "addresses": return try await AddressPage.answer(visit)
    case "licences": return .page(200, LicencePage.html(visit))
    case "accounts": return try await AccountsPage.answer(visit)
    default: return .page(404, FaultPage.missing(visit))
    }
  }

  /// Appearance is a link, not a script: it comes back to where one was.
  private static func look(_ visit: Visit) -> Reply {
    var look = visit.look
    look.theme = visit.query["theme"].flatMap(Look.Theme.init) ?? look.theme
    look.size = visit.query["size"].flatMap(Look.Size.init) ?? look.size
    let to = visit.query["to"] ?? "/"
    let place = to.hasPrefix("/") && !to.hasPrefix("//") && !to.contains("\\") ? to : "/"
    return .redirect(place, cookies: ["\(Portal.lookCookie)=\(look.cookie); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"])
  }

  /// The procedures as the house knows them; a new measure's appear by being declared.
  static var procedures: [Procedure] { Measure.procedures }
}
