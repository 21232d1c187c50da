import Accounts
import JSONText
import Records
import Vocabulary

extension Routes {
  @Sendable func createSession(_ call: Call) async throws -> Answer {
    let form = try call.object(["login", "password"])
    let session = try await desks.accounts.login(form.need("login", max: 60), form.need("password"))
    return Answer(201, ["token": .string(session.token), "endsAt": .string(session.endsAt.text), "account": json(session.person)])
  }

  @Sendable func endSession(_ call: Call) async throws -> Answer {
    if let token = call.token { try await desks.accounts.logout(try call.someone(), token: token) }
    return Answer(204, nil)
  }

  /// Who it is, the office's time, and whether all of this is a rehearsal (演练).
  @Sendable func showSession(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    var answer = json(person).object ?? JSONObject()
    answer["unseen"] = JSON(person.administrator == nil ? try await desks.records.unseen(person.department, by: person.id) : 0)
    answer["now"] = .string(try await desks.records.read { _, now in now.text })
    answer["rehearsal"] = .bool(try await desks.records.isRehearsal())
    return Answer(200, .object(answer))
  }

  @Sendable func activate(_ call: Call) async throws -> Answer {
    let form = try call.object(["login", "activation", "password"])
    try await desks.accounts.activate(form.need("login", max: 60), form.need("activation"), password: form.need("password"))
    return Answer(204, nil)
  }

  @Sendable func listDepartments(_ call: Call) async throws -> Answer {
    let rows = try await desks.accounts.departments()
    return Answer(
      200,
      [
        "departments": .array(
          rows.map {
            [
              "code": .string($0.code), "name": .string($0.name), "kind": .string($0.kind), "provides": .bool($0.provides), "uses": .bool($0.uses),
              "successor": JSON($0.successor), "succeededOn": JSON($0.succeededOn?.text), "document": JSON($0.document),
            ]
          })
      ])
  }

  @Sendable func listAccounts(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let rows = try await desks.accounts.list(after: page.after, limit: page.limit)
    return Answer(
      200,
      [
        "accounts": .array(
          rows.map {
            [
              "id": JSON($0.id), "login": .string($0.login), "name": .string($0.name), "department": .string($0.department),
              "state": .string($0.state), "roles": JSON($0.roles), "administrator": JSON($0.administrator),
            ]
          }), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null,
      ])
  }

  @Sendable func createAccount(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let form = try call.object(["login", "name", "department", "roles"])
    let (login, name, department) = (try form.need("login", max: 60), try form.need("name", max: 60), try form.need("department", max: 40))
    let roles = try form.texts("roles")
    let accounts = desks.accounts
    // The code is not kept with the answer. Who asks again with the same key gets a new one, as long as nobody has used the first.
    return try await desks.records.once(
      call.idempotencyKey, request: call.fingerprint, .account(person.id), keep: { Self.without("activation", $0) },
      again: { kept, work in
        guard let id = kept.body["id"]?.int.map(Int64.init), try await accounts.isPending(id, in: work) else { return kept }
        return Self.with("activation", try await accounts.change(id, "reissue", by: person, in: work), kept)
      }
    ) { work in
      let new = try await accounts.create(login, name: name, department: department, roles: roles, by: person, in: work)
      return Answer(201, ["id": JSON(new.id), "login": .string(login), "activation": .string(new.activation)])
    }
  }

  private static func without(_ name: String, _ answer: Answer) -> Answer { with(name, nil, answer) }
  private static func with(_ name: String, _ value: String?, _ answer: Answer) -> Answer {
    var body = answer.body.object ?? JSONObject()
    body[name] = value.map(JSON.string)
    return Answer(answer.status, .object(body))
  }

  @Sendable func changeAccount(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let (id, step) = (try call.id(), call.parameters["step"] ?? "")
    return try await desks.records.once(
      call.idempotencyKey, request: call.fingerprint, .account(person.id), keep: { Self.without("activation", $0) }
    ) { [accounts = desks.accounts] work in
      Self.with("activation", try await accounts.change(id, step, by: person, in: work), Answer(200, ["id": JSON(id)]))
    }
  }

  @Sendable func changeRoles(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    let roles = try call.object(["roles"]).texts("roles")
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [accounts = desks.accounts] work in
      try await accounts.setRoles(roles, of: id, by: person, in: work)
      return Answer(200, ["id": JSON(id), "roles": JSON(Set(roles).sorted())])
    }
  }

  @Sendable func changePassword(_ call: Call) async throws -> Answer {
    let (person, form) = (try call.someone(), try call.object(["old", "new"]))
    guard let token = call.token else { throw Refused(.noSession) }
    try await desks.accounts.changePassword(of: person, token: token, old: form.need("old"), new: form.need("new"))
    return Answer(204, nil)
  }

  func json(_ person: Person) -> JSON {
    [
      "id": JSON(person.id), "login": .string(person.login), "name": .string(person.name), "department": .string(person.department),
      "departmentName": .string(person.departmentName), "roles": JSON(person.roles.sorted()), "administrator": JSON(person.administrator),
    ]
  }
}
