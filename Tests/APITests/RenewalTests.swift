import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `EX-11.2b applying again` {
  /// A grant of two of three items for two months, applied for six.
  private func cut(_ office: Office, _ staff: Office.Staff) async throws -> (grant: Int64, resource: Int64) {
    let resource = try await office.resource(staff)
    let application = try await office.application(resource, months: 6, staff)
    try await office.act(
      "approve", .application, application, #"{"months":2,"items":["no"],"reason":"按履职需要缩减"}"#, by: staff.providerReviewer)
    let grant = try #require(try await office.registry.grants(for: staff.receiver, after: 0, limit: 10).first).id
    return (grant, resource)
  }

  @Test(.clause("EX-11.2b")) func `opens a draft with all that was granted; what a person must say anew is open`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let (grant, resource) = try await cut(door.office, staff)
      let token = try await door.office.accounts.login("applicant", Office.password).token
      let reply = try await door.call("POST", "/api/v1/grants/\(grant)/renewal", token: token)
      let fields = reply.body["fields"]
      #expect(reply.status == 201 && reply.body["state"]?["code"]?.string == "draft" && reply.body["parent"]?.int == Int(resource))
      #expect(fields?["system"]?.string == "月报系统" && fields?["flow"]?.string == "只进入统计库" && fields?["months"]?.int == 2)
      #expect(fields?["items"]?.array?.compactMap { $0["name"]?.string } == ["no"] && fields?["commitment"] == nil)
      let again = try await door.call("POST", "/api/v1/grants/\(grant)/renewal", token: token)
      #expect(again.status == 200 && again.body["id"] == reply.body["id"])
      // Not E74: a right that runs is no application under way; a full review follows, and a right of its own with its own term.
      let draft = Int64(try #require(reply.body["id"]?.int))
      #expect(try await door.office.codes("submit", .application, draft, by: staff.applicant) == ["E48"])
      _ = try await door.call("PATCH", "/api/v1/exchange/application/\(draft)", #"{"fields":{"commitment":true}}"#, token: token)
      try await door.office.act("submit", .application, draft, by: staff.applicant)
      #expect(try await door.office.state(.application, draft, for: staff.applicant) == "provider-review")
      try await door.office.setClock(try await door.office.now().adding(seconds: 86_400))
      try await door.office.act("approve", .application, draft, by: staff.providerReviewer)
      let grants = try await door.office.registry.grants(for: staff.receiver, after: 0, limit: 10)
      #expect(grants.map(\.state) == ["in-force", "in-force"] && grants[0].expiresAt < grants[1].expiresAt)
      #expect(Set(grants.map(\.number)).count == 2)
    }
  }

  @Test(.clause("EX-11.2b")) func `is the holder's alone, and not of what was given up`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let (grant, _) = try await cut(door.office, staff)
      let path = "/api/v1/grants/\(grant)/renewal"
      for login in ["provider.reviewer", "bureau", "receiver"] {
        let token = try await door.office.accounts.login(login, Office.password).token
        let reply = try await door.call("POST", path, token: token)
        #expect(reply.status == 403 && reply.code == "E02", "\(login)")
      }
      let stranger = try await door.office.hire("stranger", "petition", ["user.apply"]).token
      #expect(try await door.call("POST", path, token: stranger).status == 404)
      try await door.office.act("give-up", .grant, grant, by: staff.receiver)
      let token = try await door.office.accounts.login("applicant", Office.password).token
      let reply = try await door.call("POST", path, token: token)
      #expect(reply.status == 409 && reply.code == "E76" && reply.body["message"]?.string?.contains("已终止") == true)
    }
  }

  @Test(.clause("EX-11.2b")) func `is what the reminder before the end points to`() async throws {
    try await Door.with { door in
      let staff = try await door.office.staff()
      let (grant, _) = try await cut(door.office, staff)
      let end = try await door.office.registry.grant(grant, for: staff.receiver).expiresAt
      try await door.office.setClock(end.adding(seconds: -7 * 86_400))
      try await door.office.registry.keepTime()
      let texts = try await door.office.records.notices("statistics", after: 0, limit: 100).filter { $0.kind == "expiry" }.map(\.text)
      #expect(texts.count == 1 && texts[0].contains("不能延期") && texts[0].contains("/api/v1/grants/\(grant)/renewal"))
    }
  }
}
