import Accounts
import CaseDesk
import JSONText
import Records
import Seals
import Vocabulary
import Workflow

extension Routes {
  /// `?start=2026-09-18&rule=CK2`, or `&days=10`: the due date and every day that was counted, with the notice that says so.
  @Sendable func explainDue(_ call: Call) async throws -> Answer {
    guard let start = call.query["start"].flatMap(Day.init) else { throw Refused(Refusal.badQuery.saying(["name": "start"])) }
    let (rule, days) = (call.query["rule"], call.query["days"].flatMap(Int.init))
    return try await desks.cases.explain(start: start, rule: rule, days: days)
  }

  @Sendable func showCalendar(_ call: Call) async throws -> Answer {
    guard let year = call.parameters["year"].flatMap(Int.init), let first = Day(year, 1, 1), let last = Day(year, 12, 31) else {
      throw Refused(.badPath)
    }
    let calendar = try await desks.records.read { tx, _ in try await ClockKeeper().calendar(tx) }
    let days = (first.number...last.number).map(Day.init(number:))
    let marked = days.compactMap { day -> JSON? in
      calendar.entry(day).map { ["day": .string(day.text), "kind": .string($0.kind.rawValue), "source": .string($0.source)] }
    }
    return Answer(
      200,
      [
        "year": JSON(year), "provisional": .bool(calendar.isProvisional(first)), "workingDays": JSON(days.count { calendar.isWorking($0) }),
        "days": .array(marked),
      ])
  }

  @Sendable func loadCalendar(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    let form = try call.object(["notice", "holidays", "workdays"])
    guard let year = call.parameters["year"].flatMap(Int.init), (2000...2100).contains(year) else { throw Refused(.badPath) }
    let notice = try form.need("notice", max: 300)
    func days(_ name: String, _ kind: WorkCalendar.Kind) throws -> [(Day, WorkCalendar.Kind)] {
      try form.texts(name).map {
        guard let day = Day($0) else { throw Refused(Refusal("calendar.day", .form, "日期不正确:\($0)", "EX-17c").at("/\(name)")) }
        return (day, kind)
      }
    }
    let marked = try days("holidays", .holiday) + days("workdays", .workday)
    guard Set(marked.map(\.0)).count == marked.count else { throw Refused(Refusal("calendar.day", .form, "同一日期出现两次", "EX-17c")) }
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { work in
      let moved = try await ClockKeeper().load(year: year, notice: notice, days: marked, in: work)
      return Answer(200, ["year": JSON(year), "clocksMoved": JSON(moved)])
    }
  }

  @Sendable func listAudit(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let rows = try await desks.records.auditLines(after: page.after, limit: page.limit)
    return Answer(
      200,
      [
        "entries": .array(
          rows.map {
            [
              "seq": JSON($0.seq), "at": .string($0.at.text), "actor": .string($0.actor), "action": .string($0.action),
              "subject": .string($0.subject), "detail": (try? JSON.parse($0.detail)) ?? .null, "hash": .string(hex($0.hash)),
            ]
          }), "next": rows.count == page.limit ? JSON(rows[rows.count - 1].seq) : .null,
      ])
  }

  @Sendable func verifyAudit(_ call: Call) async throws -> Answer {
    let finding = try await desks.records.audit.verify(desks.records.pool)
    guard let broken = finding.broken else { return Answer(200, ["whole": true, "checked": JSON(finding.checked)]) }
    return Answer(200, ["whole": false, "checked": JSON(finding.checked), "seq": JSON(broken.seq), "why": .string(broken.why)])
  }

  @Sendable func listJobs(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let rows = try await desks.jobs.list(state: call.query["state"], after: page.after, limit: page.limit)
    return Answer(
      200,
      [
        "jobs": .array(
          rows.map {
            [
              "id": JSON($0.id), "kind": .string($0.kind), "key": JSON($0.key), "state": .string($0.state), "runAt": .string($0.runAt.text),
              "attempts": JSON(Int($0.attempts)), "lastError": JSON($0.lastError),
            ]
          })
      ])
  }

  @Sendable func retryJob(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    let records = desks.records
    return try await records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { work in
      guard try await records.retry(job: id, in: work) else { throw Refused(Refusal("job.not-dead", .state, "该任务不在失败状态", "EX-4b")) }
      return Answer(202, ["id": JSON(id)])
    }
  }

  @Sendable func listNodes(_ call: Call) async throws -> Answer {
    let rows = try await desks.records.nodes()
    return Answer(
      200,
      [
        "nodes": .array(
          rows.map {
            [
              "id": JSON($0.id), "name": .string($0.name), "startedAt": .string($0.startedAt.text), "applied": JSON($0.applied),
              "confirmedAt": JSON($0.confirmedAt?.text), "leaseSeconds": JSON(Int($0.leaseSeconds)), "stoppedAt": JSON($0.stoppedAt?.text),
            ]
          })
      ])
  }

  @Sendable func moveClock(_ call: Call) async throws -> Answer {
    let person = try call.someone()
    guard let now = try call.object(["now"])["now"]?.string.flatMap(Instant.init) else {
      throw Refused(Refusal("E59", .form, "请填写now(如2026-11-26T09:00:00+08:00)", "EX-17c").at("/now"))
    }
    guard try await desks.records.isRehearsal() else { throw Refused(.rehearsalOnly) }
    try await desks.records.moveClock(to: now, .account(person.id), backward: .clockForward)
    return Answer(200, ["now": .string(now.text)])
  }

  @Sendable func showOpenAPI(_ call: Call) async throws -> Answer { Answer(200, OpenAPI.document(all)) }
}
