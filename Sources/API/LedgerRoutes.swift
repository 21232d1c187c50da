import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Vocabulary
import Workflow

extension Routes {
  var ledgers: [Route] {
    [
      Route(.get, "/api/v1/ledgers", .session, "台账:栏目、登记人", listLedgers),
      Route(.get, "/api/v1/ledgers/{code}", .session, "一个台账的记录", listEntries),
      Route(.post, "/api/v1/ledgers/{code}", .officer, "登记一条记录(EX-18、EX-20)", addEntry),
      Route(.get, "/api/v1/ledgers/{code}/counts", .session, "一段时间内各部门的记录数", countEntries),
      Route("/api/v1/ledgers/{code}/export", .session, "导出台账(CSV或JSON)", download: exportEntries),
      Route(.get, "/api/v1/ledgers/{code}/{id}", .session, "一条记录的全部版本", showEntry),
      Route(.put, "/api/v1/ledgers/{code}/{id}", .officer, "更正或撤销一条记录,作为新版本", correctEntry),
      Route(
        .put, "/api/v1/ledgers/{code}/{id}/papers/{name}", .officer, "上传记录的附件", limit: NewPaper.mostBytes + 1, putLedgerPaper),
      Route(.get, "/api/v1/ledgers/{code}/{id}/papers/{name}", .session, "下载记录的附件", reply: readLedgerPaper),
    ]
  }

  @Sendable func listLedgers(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    return Answer(
      200,
      [
        "ledgers": .array(
          Measure.ledgers.map { ledger in
            [
              "code": .string(ledger.code), "title": .string(ledger.title), "clause": .string(ledger.clause.description),
              "fields": .array(ledger.fields.map(ProcedureJSON.field)), "days": JSON(ledger.days), "instants": JSON(ledger.instants),
              "papers": .array(ledger.papers.map { ["name": .string($0.name), "label": .string($0.label)] }),
              "writes": .bool(person.administrator == nil && ledger.writers.contains(where: person.holds)), "sheet": .string(ledger.sheet()),
            ]
          })
      ])
  }

  @Sendable func listEntries(_ call: Call) async throws -> Answer {
    let (page, ledger) = (try call.page(), try ledger(call))
    let rows = try await desks.ledgers.list(
      ledger, department: call.query["department"], for: call.someone(), after: page.after, limit: page.limit)
    return Answer(200, ["entries": .array(rows.map { .object(json($0)) }), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].id) : .null])
  }

  @Sendable func addEntry(_ call: Call) async throws -> Answer {
    let (person, ledger) = (try call.someone(), try ledger(call))
    let fields = try call.object(["fields"]).part("fields")
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [ledgers = desks.ledgers] work in
      Answer(201, .object(json(try await ledgers.add(fields, to: ledger, by: person, in: work))))
    }
  }

  @Sendable func countEntries(_ call: Call) async throws -> Answer {
    let (ledger, period) = (try ledger(call), try call.period())
    let rows = try await desks.ledgers.counts(ledger, from: period.from, to: period.to, for: call.someone())
    return Answer(
      200,
      [
        "from": .string(period.from.text), "to": .string(period.to.text),
        "counts": .array(rows.map { ["department": .string($0.department), "name": .string($0.name), "count": JSON($0.count)] }),
      ])
  }

  @Sendable func exportEntries(_ call: Call) async throws -> Download {
    let (person, ledger, format, department) = (try call.someone(), try ledger(call), try call.format(), call.query["department"])
    let (desk, size) = (desks.ledgers, 500)
    // Whoever may not read is refused before anything is noted or sent.
    _ = try await desk.list(ledger, department: department, for: person, after: 0, limit: 1)
    try await desk.noteExport(ledger, format: format.rawValue, by: person)
    let fields = ledger.fields
    let list = LongList(
      ledger.code,
      ["id": "编号", "department": "部门", "version": "版本", "retracted": "已撤销", "writtenAt": "登记时间", "writer": "登记人", "reason": "更正原因"],
      and: fields.map { ("fields.\($0.name)", $0.label) }, as: format)
    return list.download { take in
      var (after, count) = (Int64(0), 0)
      while true {
        let rows = try await desk.list(ledger, department: department, for: person, after: after, limit: size)
        try await take(rows.map { format == .csv ? flat($0, fields) : json($0) })
        count += rows.count
        guard rows.count == size, let last = rows.last else { return ["entries": JSON(count)] }
        after = last.id
      }
    }
  }

  @Sendable func showEntry(_ call: Call) async throws -> Answer {
    let (ledger, id) = (try ledger(call), try call.id())
    let found = try await desks.ledgers.history(id, of: ledger, for: call.someone())
    var object = found.versions.last.map(json) ?? JSONObject()
    object["versions"] = .array(found.versions.map { .object(json($0)) })
    object["papers"] = .array(found.papers.map(CaseJSON.paper))
    return Answer(200, .object(object))
  }

  /// `{"fields": {…}, "reason": …}` is the whole next version; `{"retract": true, "reason": …}` takes the record out of what counts.
  @Sendable func correctEntry(_ call: Call) async throws -> Answer {
    let (person, ledger, id) = (try call.someone(), try ledger(call), try call.id())
    let form = try call.object(["fields", "reason", "retract"])
    let (fields, reason, retracts) = (try form.part("fields"), form["reason"]?.string, form["retract"]?.bool == true)
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [ledgers = desks.ledgers] work in
      let row =
        retracts
        ? try await ledgers.retract(id, of: ledger, seen: call.seen, reason: reason ?? "", by: person, in: work)
        : try await ledgers.correct(id, of: ledger, seen: call.seen, fields, reason: reason, by: person, in: work)
      return Answer(200, .object(json(row)))
    }
  }

  @Sendable func putLedgerPaper(_ call: Call) async throws -> Answer {
    let (person, ledger, id) = (try call.someone(), try ledger(call), try call.id())
    let paper = NewPaper(name: call.parameters["name"] ?? "", file: call.query["file"] ?? "", body: call.body)
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [ledgers = desks.ledgers] work in
      Answer(200, CaseJSON.paper(try await ledgers.lay(paper, in: id, of: ledger, by: person, work: work)))
    }
  }

  @Sendable func readLedgerPaper(_ call: Call) async throws -> Reply {
    let (person, ledger, id, name) = (try call.someone(), try ledger(call), try call.id(), call.parameters["name"] ?? "")
    let paper = try await desks.records.perform(.account(person.id)) { [ledgers = desks.ledgers] work in
      try await ledgers.paper(name, of: id, in: ledger, for: person, work: work)
    }
    return .document(Self.stored(paper))
  }

  private func ledger(_ call: Call) throws -> Ledger { try desks.ledgers.ledger(call.parameters["code"] ?? "") }

  private func json(_ row: LedgerRow) -> JSONObject {
    let json: JSON = [
      "id": JSON(row.id), "ledger": .string(row.ledger), "department": .string(row.department), "version": JSON(Int(row.version)),
      "retracted": .bool(row.isRetracted), "reason": JSON(row.reason), "openedAt": .string(row.openedAt.text),
      "writtenAt": .string(row.writtenAt.text), "writer": .string(row.writer), "day": .string(row.day.text), "fields": row.fields,
    ]
    return json.object ?? JSONObject()
  }

  /// The fields beside the rest, as a table has them.
  private func flat(_ row: LedgerRow, _ fields: [Field]) -> JSONObject {
    var line = json(row)
    for field in fields { line["fields.\(field.name)"] = row.fields[field.name] }
    return line
  }
}
