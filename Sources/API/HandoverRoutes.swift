import Accounts
import JSONText
import Records
import Vocabulary

extension Routes {
  private static let keepers = ["bureau.account", "admin.system"]

  var handovers: [Route] {
    [
      Route(.get, "/api/v1/handovers", .session, "交接记录(EX-11.5)", listHandovers),
      Route(.post, "/api/v1/handovers", .any(Self.keepers), "办理交接并备案(EX-11.5)", fileHandover),
      Route(
        "/api/v1/accounts/filing", .any(["bureau.account", "bureau.audit", "admin.system", "admin.security", "admin.audit"]),
        "账号备案清单导出(EX-17a)", download: fileAccounts),
    ]
  }

  @Sendable func listHandovers(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let rows = try await desks.accounts.handovers(for: call.someone(), after: page.after, limit: page.limit)
    return Answer(200, ["handovers": .array(rows.map(json)), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null])
  }

  /// `{"from": 12, "to": 15, "note": "…", "endsCodes": true}`
  @Sendable func fileHandover(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let form = try call.object(["from", "to", "note", "endsCodes"])
    func account(_ name: String) throws -> Int64 {
      guard let id = form[name]?.int, id > 0 else { throw Refused(Refusal("E59", .form, "请填写\(name)(账号编号)", "EX-11.5").at("/\(name)")) }
      return Int64(id)
    }
    let handover = Handover(
      from: try account("from"), to: try account("to"), note: form["note"]?.string ?? "", endsCodes: form["endsCodes"]?.bool ?? false)
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [accounts = desks.accounts] work in
      Answer(201, json(try await accounts.file(handover, by: person, in: work)))
    }
  }

  @Sendable func fileAccounts(_ call: Call) async throws -> Download {
    let (person, format) = (try call.someone(), try call.format())
    let (accounts, size) = (desks.accounts, 500)
    try await accounts.fileList(by: person, format: format.rawValue)
    let list = LongList(
      "accounts",
      [
        "id": "编号", "login": "账号", "name": "姓名", "department": "部门编码", "departmentName": "部门", "state": "状态", "roles": "权限",
        "administrator": "三员", "openedBy": "开设人", "openedAt": "开设时间", "filedAt": "备案时间", "closedAt": "注销时间", "successor": "接手人",
      ], as: format)
    return list.download { take in
      var (after, count) = (Int64(0), 0)
      while true {
        let rows = try await accounts.filed(after: after, limit: size)
        try await take(rows.map { json($0, flat: format == .csv) })
        count += rows.count
        guard rows.count == size, let last = rows.last else { return ["accounts": JSON(count)] }
        after = last.id
      }
    }
  }

  private func json(_ row: HandoverLine) -> JSON {
    [
      "id": JSON(row.id), "department": .string(row.department), "from": JSON(row.from), "fromLogin": .string(row.fromLogin),
      "to": JSON(row.to), "toLogin": .string(row.toLogin), "note": .string(row.note), "items": row.items, "codes": JSON(row.codes),
      "codesEndAt": JSON(row.codesEndAt?.text), "filedBy": .string(row.filedBy), "filedAt": .string(row.filedAt.text),
    ]
  }

  private func json(_ row: FiledAccount, flat: Bool) -> JSONObject {
    let state = Accounts.stateLabel(row.state)
    let json: JSON = [
      "id": JSON(row.id), "login": .string(row.login), "name": .string(row.name), "department": .string(row.department),
      "departmentName": .string(row.departmentName), "state": .string(flat ? state : row.state),
      "roles": flat ? .string(row.roles.joined(separator: " ")) : JSON(row.roles), "administrator": JSON(row.administrator),
      "openedBy": JSON(row.openedBy), "openedAt": .string(row.openedAt.text), "filedAt": .string(row.filedAt.text),
      "closedAt": JSON(row.closedAt?.text), "successor": JSON(row.successor),
    ]
    return json.object ?? JSONObject()
  }
}
