import Registry
import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Vocabulary
import Workflow

extension Routes {
  func procedure(_ call: Call) throws -> Procedure {
    let code = "\(call.parameters["measure"] ?? "").\(call.parameters["procedure"] ?? "")"
    guard let procedure = Measure.procedure(code) else { throw Refused(.noProcedure) }
    return procedure
  }

  @Sendable func listProcedures(_ call: Call) async throws -> Answer {
    Answer(
      200,
      [
        "procedures": .array(
          Measure.procedures.map { ["code": .string($0.code), "title": .string($0.title), "clause": .string($0.clause.description), "revision": JSON($0.revision)] })
      ])
  }

  @Sendable func showProcedure(_ call: Call) async throws -> Answer {
    guard let procedure = Measure.procedure(call.parameters["code"] ?? "") else { throw Refused(.noProcedure) }
    return Answer(200, ProcedureJSON.of(procedure))
  }

  @Sendable func listCases(_ call: Call) async throws -> Answer {
    let (person, procedure, page) = (try call.someone(), try procedure(call), try call.page())
    let filter = try CaseFilter(procedure, box: call.query["box"], state: call.query["state"], text: call.query["q"])
    let rows = try await desks.cases.list(procedure, filter, for: person, after: page.after, limit: page.limit)
    let due = try await desks.cases.due(of: rows, for: person)
    return Answer(
      200,
      [
        "cases": .array(rows.map { CaseJSON.line($0, procedure, due[$0.id]) }),
        "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null,
      ])
  }

  /// `?box=todo`: one's cases of every procedure, for the page on which the day begins.
  @Sendable func listInbox(_ call: Call) async throws -> Answer {
    let (person, page) = (try call.someone(), try call.page())
    guard let box = CaseFilter.Box(rawValue: call.query["box"] ?? "todo") else { throw Refused(Refusal.badQuery.saying(["name": "box"])) }
    let rows = try await desks.cases.inbox(box, for: person, limit: page.limit)
    let due = try await desks.cases.due(of: rows, for: person)
    return Answer(200, ["cases": .array(rows.compactMap { row in Measure.procedure(row.procedure).map { CaseJSON.line(row, $0, due[row.id]) } })])
  }

  @Sendable func openCase(_ call: Call) async throws -> Answer {
    let (person, procedure) = (try call.someone(), try procedure(call))
    let form = try call.object(["fields", "parent", "department"])
    let fields = try form.part("fields")
    let (parent, department) = (form["parent"]?.int.map(Int64.init), form["department"]?.string)
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      let row = try await cases.open(procedure, fields, parent: parent, for: department, by: person, in: work)
      return Answer(201, CaseJSON.of(try await cases.page(row, for: person, in: work)))
    }
  }

  @Sendable func showCase(_ call: Call) async throws -> Answer {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    let page = try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      try await cases.page(id, procedure, for: person, in: work)
    }
    guard procedure == .resource, var whole = CaseJSON.of(page).object else { return Answer(200, CaseJSON.of(page)) }
    for member in try await upkeep(of: id, kind: page.row.fields["kind"]?.string) { whole[member.name] = member.value }
    return Answer(200, .object(whole))
  }

  @Sendable func fillCase(_ call: Call) async throws -> Answer {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    guard !procedure.openers.isEmpty else { throw Refused(.grantFixed) }
    let fields = try call.object(["fields"]).part("fields")
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      let row = try await cases.fill(id, of: procedure, seen: call.seen, fields, by: person, in: work)
      return Answer(200, CaseJSON.of(try await cases.page(row, for: person, in: work)))
    }
  }

  /// Gives up a draft that never went out; the audit keeps that it was there (EX §4).
  @Sendable func discardCase(_ call: Call) async throws -> Answer {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    guard !procedure.openers.isEmpty else { throw Refused(.grantFixed) }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      _ = try await cases.take("discard", on: id, of: procedure, seen: call.seen, JSONObject(), by: person, in: work)
      return Answer(204, nil)
    }
  }

  @Sendable func putPaper(_ call: Call) async throws -> Answer {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    let paper = NewPaper(name: call.parameters["name"] ?? "", file: call.query["file"] ?? "", body: call.body)
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      Answer(200, CaseJSON.paper(try await cases.lay(paper, in: id, of: procedure, by: person, work: work)))
    }
  }

  @Sendable func takeStep(_ call: Call) async throws -> Answer {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    let step = call.parameters["step"] ?? ""
    if procedure == .grant, step == "extend" { throw Refused(.grantNotExtended) }
    let input = try call.freeObject()
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      let row = try await cases.take(step, on: id, of: procedure, seen: call.seen, input, by: person, in: work)
      return Answer(200, CaseJSON.of(try await cases.page(row, for: person, in: work)))
    }
  }

  /// The gateway makes one probe call; its result is kept as an act of the case and read by the rules of attaching and updating (EX-7c). `fields`:
  /// what an update is going to change; `person`: who answers for the check, else whose account it is; `note`: what else is to be kept of it.
  @Sendable func selfCheck(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    let form = try call.object(["fields", "person", "note"])
    let changes = try form.part("fields")
    let row = try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      try await cases.own(id, .resource, by: person, in: work)
    }
    let fields = row.fields.merged(with: changes).filled
    guard let number = fields["source"]?.int else {
      throw Refused(Refusal("E59", .form, "请填写数据来源", "EX-7c").at("/source"))
    }
    let source = try await desks.registry.source(Int64(number), for: person)
    let result = try await desks.checkInterface(source, .object(fields))
    var input = result.object ?? JSONObject()
    input["of"] = .string(Registry.checked(fields))
    input["person"] = form["person"] ?? .string(person.name)
    input["note"] = form["note"]
    let act = input
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      _ = try await cases.take(system: "self-check", on: id, act, in: work)
      return Answer(200, .object(act))
    }
  }
}
