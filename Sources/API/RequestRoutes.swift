import Accounts
import JSONText
import Records
import Vocabulary

extension Routes {
  var requests: [Route] {
    [Route(.get, "/api/v1/requests/{request}", .session, "按请求编号查一次被拒绝的请求(本部门的;市数据局查全部)", showRequest)]
  }

  @Sendable private func showRequest(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    guard let row = try await desks.records.refused(call.parameters["request"] ?? ""), person.overseesAll || row.department == person.department else {
      throw Refused(Refusal("request.unknown", .missing, "没有这个请求编号的记录(只保留90天)", "EX-4a"))
    }
    return Answer(
      200,
      [
        "requestId": .string(row.id), "at": .string(row.at.text), "login": .string(row.login), "name": .string(row.name), "department": .string(row.department),
        "method": .string(row.method), "path": .string(row.path), "status": JSON(Int(row.status)), "problem": row.problem,
      ])
  }
}
