import JSONText
import Measures
import Vocabulary
import Workflow

/// The addresses of cases: `/cases`, `/cases/exchange/catalogue`, `…/new`, `…/12`, `…/12/edit`, `…/12/acts/submit`, `…/12/papers/stamped-form`, `…/12/messages`.
enum CasePages {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard !parts.isEmpty else { return .page(200, overview(visit)) }
    guard parts.count >= 2, let procedure = Measure.procedure("\(parts[0]).\(parts[1])") else { return .page(404, FaultPage.missing(visit)) }
    switch parts.count {
    case 2: return try await ListPage.answer(visit, procedure)
    case 3 where parts[2] == "new": return try await EditPage.open(visit, procedure)
    default: break
    }
    guard let id = Int(parts[2]) else { return .page(404, FaultPage.missing(visit)) }
    switch (parts.dropFirst(3).first, visit.method) {
    case (nil, _): return try await CasePage.answer(visit, procedure, id)
    case ("edit", _): return try await EditPage.edit(visit, procedure, id)
    case ("acts", "POST") where parts.count == 5: return try await CasePage.act(visit, procedure, id, parts[4])
    case ("papers", "POST") where parts.count == 5: return try await CasePage.lay(visit, procedure, id, parts[4])
    case ("messages", "POST"): return try await CasePage.say(visit, procedure, id)
    case ("self-check", "POST"): return try await CasePage.selfCheck(visit, procedure, id)
    default: return .page(404, FaultPage.missing(visit))
    }
  }

  private static func overview(_ visit: Visit) -> HTML {
    let measures = Measure.all.map { measure -> HTML in
      let links = measure.procedures.map { procedure -> HTML in
        "<li><a href=\"/cases/\(procedure.path)\">\(procedure.title)</a>\(Parts.clause(procedure.clause.description))</li>"
      }
      return "<section><h2>\(measure.title)</h2><ul class=\"starts\">\(links)</ul></section>"
    }
    return Shell(visit: visit, title: "事项", content: "\(measures)").html
  }
}
