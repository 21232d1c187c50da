import Accounts
import JSONText
import Records
import Vocabulary

/// A department's notices, how far one has read, and what of them one wants by mail.
extension Routes {
  var notices: [Route] {
    [
      Route(.get, "/api/v1/notices", .officer, "本部门消息,新的在前", listNotices),
      Route(.post, "/api/v1/notices/seen", .officer, "到这一条为止都已看过:through", seeNotices),
      Route(.get, "/api/v1/notices/mail", .officer, "本人的消息邮件:邮箱和各类消息是否要发", showMail),
      Route(.put, "/api/v1/notices/mail", .officer, "设定本人的消息邮件:address(空为不发)、topics", setMail),
    ]
  }

  @Sendable private func listNotices(_ call: Call) async throws -> Answer {
    let (person, page) = (try call.someone(), try call.page())
    let rows = try await desks.records.notices(person.department, for: person.id, after: page.after, limit: page.limit)
    return Answer(
      200,
      [
        "notices": .array(
          rows.map {
            [
              "id": JSON($0.id), "case": $0.caseID.map { JSON($0) } ?? JSON.null, "procedure": JSON($0.procedure), "kind": .string($0.kind),
              "topic": .string(NoticeTopic(kind: $0.kind).rawValue), "text": .string($0.text), "at": .string($0.at.text), "read": .bool($0.isRead),
            ]
          }), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null,
      ])
  }

  @Sendable private func seeNotices(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    guard let through = try call.object(["through"])["through"]?.int, through >= 0 else {
      throw Refused(Refusal("E59", .form, "请填写through(消息编号)", "EX-17a").at("/through"))
    }
    try await desks.records.see(through: Int64(through), by: person.id)
    return Answer(200, ["unseen": JSON(try await desks.records.unseen(person.department, by: person.id))])
  }

  @Sendable private func showMail(_ call: Call) async throws -> Answer {
    let wish = try await desks.accounts.mail(of: call.someone())
    let topics = NoticeTopic.allCases.map { topic -> JSON in
      ["topic": .string(topic.rawValue), "label": .string(topic.label), "wanted": .bool(!wish.without.contains(topic.rawValue))]
    }
    return Answer(200, ["address": JSON(wish.address), "topics": .array(topics), "domains": JSON(desks.mailDomains)])
  }

  /// `{"address": "li@jyg.example", "topics": ["clock", "urge"]}`
  @Sendable private func setMail(_ call: Call) async throws -> Answer {
    let form = try call.object(["address", "topics"])
    let wanted = try form["topics"] == nil ? NoticeTopic.allCases.map(\.rawValue) : form.texts("topics")
    if let stranger = wanted.first(where: { NoticeTopic(rawValue: $0) == nil }) {
      throw Refused(Refusal("E59", .form, "没有这类消息:\(stranger)", "EX-17a").at("/topics"))
    }
    let address = form["address"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    try await desks.accounts.wish(
      address, without: Set(NoticeTopic.allCases.filter { !wanted.contains($0.rawValue) }), domains: desks.mailDomains, by: call.someone())
    return try await showMail(call)
  }
}
