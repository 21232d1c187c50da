import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Vocabulary
import Workflow

extension Routes {
  /// The bureau's supervision list (EX-4b): the earliest due first, overrun ones marked 超期. `?due=2026-12-01`, `?late=1`.
  @Sendable func listClocks(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let day = try call.query["due"].map { text in
      guard let day = Day(text) else { throw Refused(Refusal.badQuery.saying(["name": "due"])) }
      return day
    }
    let found = try await desks.cases.supervise(after: page.after, limit: page.limit, due: day, late: call.query["late"] == "1")
    return Answer(
      200,
      [
        "clocks": .array(found.lines.map(json)),
        "next": found.lines.count == page.limit ? JSON(found.lines[found.lines.count - 1].clock.id) : .null,
        "paper": .array(
          found.paper.map {
            [
              "case": JSON($0.caseID), "number": .string($0.number), "at": .string($0.at.text), "mark": "涉纸质", "reason": .string($0.reason),
              "basis": .string($0.basis),
            ]
          }),
      ])
  }

  /// What becomes due on each of the next ten working days (EX-4b).
  @Sendable func forecastClocks(_ call: Call) async throws -> Answer {
    let forecast = try await desks.cases.forecast()
    return Answer(
      200,
      [
        "late": JSON(forecast.late),
        "days": .array(forecast.days.map { ["day": .string($0.day.text), "due": JSON($0.all), "statutory": JSON($0.statutory)] }),
      ])
  }

  /// What is owed each calendar year: the years that were missed, and whether the running one still lacks it (NET-19).
  @Sendable func listDuties(_ call: Call) async throws -> Answer {
    var lines: [JSON] = []
    for duty in Measure.duties {
      guard case .calendarYear(_, let verb) = duty.period else { continue }
      let years = try await desks.ledgers.years(of: duty)
      lines.append([
        "code": .string(duty.code), "title": .string(duty.title), "clause": .string(duty.clause.description), "verb": .string(verb), "missed": .array(years.missed.map { JSON($0) }),
        "running": .bool(years.running),
      ])
    }
    return Answer(200, ["duties": .array(lines)])
  }

  @Sendable func urgeClock(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    let text = try call.object(["text"])["text"]?.string ?? ""
    return try await desks.records.once(call.idempotencyKey, request: call.fingerprint, .account(person.id)) { [cases = desks.cases] work in
      let clock = try await cases.urge(id, text, by: person, in: work)
      return Answer(201, ["clock": JSON(id), "case": JSON(clock.caseID), "urged": JSON(clock.urged + 1)])
    }
  }

  private func json(_ line: CaseDesk.Supervision.Line) -> JSON {
    let clock = line.clock
    return [
      "id": JSON(clock.id), "case": JSON(clock.caseID), "number": .string(clock.number), "procedure": .string(clock.procedureCode),
      "title": .string(clock.procedure?.title ?? clock.procedureCode),
      "state": ["code": .string(clock.state), "label": .string(clock.procedure?.state(clock.state)?.label ?? clock.state)],
      "department": .string(clock.department), "counterpart": JSON(clock.counterpart), "code": .string(clock.code),
      "clause": .string(clock.source), "statutory": .bool(clock.isStatutory), "holder": .string(clock.holder),
      "holderDepartment": JSON(clock.holderDepartment), "startedAt": .string(clock.startedAt.text), "dueAt": .string(clock.dueAt.text),
      "dueDay": .string(clock.dueDay.text), "provisional": .bool(clock.isProvisional), "late": .bool(line.isLate),
      "mark": line.isLate ? "超期" : .null, "daysLeft": JSON(line.daysLeft), "daysLate": JSON(line.daysLate), "urged": JSON(clock.urged),
    ]
  }
}
