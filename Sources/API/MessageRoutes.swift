import Accounts
import CaseDesk
import JSONText
import Records
import Vocabulary

extension Routes {
  var messages: [Route] {
    [
      Route(.get, "/api/v1/{measure}/{procedure}/{id}/messages", .session, "一个事项的留言(EX K7)", listMessages),
      Route(.post, "/api/v1/{measure}/{procedure}/{id}/messages", .officer, "向本事项各方留言,不影响时限(EX K7)", addMessage),
    ]
  }

  @Sendable func listMessages(_ call: Call) async throws -> Answer {
    let (person, procedure, id, page) = (try call.someone(), try procedure(call), try call.id(), try call.page())
    let rows = try await desks.cases.messages(in: id, of: procedure, for: person, after: page.after, limit: page.limit)
    return Answer(200, ["messages": .array(rows.map(json)), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null])
  }

  @Sendable func addMessage(_ call: Call) async throws -> Answer {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    let text = try call.object(["text"])["text"]?.string ?? ""
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      Answer(201, json(try await cases.say(text, in: id, of: procedure, by: person, work: work)))
    }
  }

  private func json(_ line: MessageLine) -> JSON {
    [
      "id": JSON(line.id), "person": .string(line.person), "department": .string(line.department), "party": .string(line.party),
      "text": .string(line.text), "at": .string(line.at.text),
    ]
  }
}
