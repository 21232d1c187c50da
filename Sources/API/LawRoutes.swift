import CaseDesk
import JSONText
import Records
import Vocabulary

/// 条文: what the platform's rules cite (EX-5.3a).
extension Routes {
  var law: [Route] {
    [Route(.get, "/api/v1/law/{measure}", .session, "一个办法的条文:EX、CTR、WEB、NET、CLD、MOB", showLaw)]
  }

  @Sendable private func showLaw(_ call: Call) async throws -> Answer {
    let rows = try await desks.cases.law(of: call.parameters["measure"] ?? "")
    guard let first = rows.first else { throw Refused(.badPath) }
    return Answer(
      200,
      [
        "measure": .string(first.measure), "title": .string(first.title), "document": "嘉政办发〔2024〕57号",
        "articles": .array(rows.map { ["article": JSON(Int($0.article)), "label": .string($0.label), "text": .string($0.text)] }),
      ])
  }
}
