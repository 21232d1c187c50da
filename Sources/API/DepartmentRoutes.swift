import Accounts
import JSONText
import Records
import Vocabulary

extension Routes {
  private static let keepers = ["bureau.account"]

  var departments: [Route] {
    [
      Route(.post, "/api/v1/departments", .any(Self.keepers), "登记部门(市级或其他层级,EX-3、EX-5.3b)", addDepartment),
      Route(.put, "/api/v1/departments/{code}", .any(Self.keepers), "登记部门名称、可提供、可使用(EX-3)", changeDepartment),
      Route(.post, "/api/v1/departments/{code}/successor", .any(Self.keepers), "登记合并后的承继部门及文件", succeedDepartment),
    ]
  }

  @Sendable func addDepartment(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let form = try call.object(["code", "name", "kind", "provides", "uses"])
    let (code, kind, department) = (try form.need("code", max: 40), form["kind"]?.string ?? "municipal", try department(form))
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [accounts = desks.accounts] work in
      try await accounts.addDepartment(code, kind: kind, department, by: person, in: work)
      return Answer(201, ["code": .string(code)])
    }
  }

  @Sendable func changeDepartment(_ call: Call) async throws -> Answer {
    let (person, code) = (try call.someone(), call.parameters["code"] ?? "")
    let department = try department(call.object(["name", "provides", "uses", "document"]))
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [accounts = desks.accounts] work in
      try await accounts.changeDepartment(code, department, by: person, in: work)
      return Answer(200, ["code": .string(code)])
    }
  }

  @Sendable func succeedDepartment(_ call: Call) async throws -> Answer {
    let (person, code) = (try call.someone(), call.parameters["code"] ?? "")
    let form = try call.object(["successor", "document", "at"])
    let (successor, document) = (try form.need("successor", max: 40), try form.need("document", max: 300))
    guard let day = try call.day("at", in: form) else { throw Refused(Refusal("E59", .form, "请填写at(承继日期)", "EX-3").at("/at")) }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [accounts = desks.accounts] work in
      try await accounts.succeed(code, by: successor, document: document, from: day, person: person, in: work)
      return Answer(201, ["code": .string(code), "successor": .string(successor)])
    }
  }

  private func department(_ form: JSONObject) throws -> DepartmentForm {
    func flag(_ name: String) throws -> Bool {
      guard let value = form[name] else { return false }
      guard let flag = value.bool else { throw Refused(Refusal("E59", .form, "\(name)应为true或false", "EX-3").at("/\(name)")) }
      return flag
    }
    return DepartmentForm(
      name: try form.need("name", max: 60), provides: try flag("provides"), uses: try flag("uses"), document: form["document"]?.string)
  }
}
