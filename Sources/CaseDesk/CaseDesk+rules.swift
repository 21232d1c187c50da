package import Accounts
import JSONText
import Measures
package import Postgres
package import Records
package import Vocabulary
import Workflow

extension CaseDesk {
  /// The lengths in force and those to come, each with its legal source (EX §7.23), by code and day.
  package func rules() async throws -> [RuleLine] {
    try await records.pool.with { try await $0.all(RuleStatements.list) }
  }

  /// A new length for clocks that start on or after a day; running ones keep theirs (EX §7.23).
  ///
  /// Only the bureau's operation may, only for a known clock in its own unit, with its legal source, from today on at the earliest.
  package func setRule(_ code: String, length: Int, source: String, from day: Day, by person: Person, in work: Work) async throws {
    work.trying("clock.rule", "rule")
    guard person.administrator == nil, person.isBureau, person.holds("bureau.operation") else {
      throw Refused(Refusal.notAllowed.saying(["who": "市数据局(运行管理)"]))
    }
    guard let unit = try await work.tx.first(RuleStatements.unit, code) else { throw Refused(Refusal.noSuchRule.saying(["code": code])) }
    // The three years stand in the form, in the table's own check and in the standard terms: a change of them is a new version of the platform.
    guard code != "CK6" else { throw Refused(.fixedRule) }
    var faults: [Refusal] = []
    if !(1...400).contains(length) { faults.append(Refusal.badRule.saying(["what": "时限长度(1–400)"]).at("/length")) }
    if source.isBlank || source.count > 300 { faults.append(Refusal.badRule.saying(["what": "法律依据(名称、条款,300字以内)"]).at("/source")) }
    if day < Day(of: work.now) { faults.append(Refusal.badRule.saying(["what": "今天或以后的生效日期"]).at("/from")) }
    guard faults.isEmpty else { throw Refused(faults) }
    guard try await work.tx.run(RuleStatements.add, code, Int32(length), unit, source, day.date) == 1 else {
      throw Refused(Refusal.ruleExists.saying(["code": code, "day": day.text]))
    }
    work.note("clock.rule", "rule:\(code)", ["length": JSON(length), "unit": .string(unit), "source": .string(source), "from": .string(day.text)])
  }

  /// Why a clock of a case is due when it is: its start, length, source, the shifts it had, and every day with its mark (EX K3).
  package func explain(clock id: Int64, for person: Person) async throws -> Answer {
    let found = try await records.read { tx, _ -> (ClockRow, CaseRow, [ShiftLine], WorkCalendar)? in
      guard let clock = try await tx.first(RuleStatements.clock, id), let row = try await tx.first(CaseStatements.read, clock.caseID) else { return nil }
      return (clock, row, try await tx.all(RuleStatements.shifts, id), try await ClockKeeper().calendar(tx))
    }
    guard let (clock, row, shifts, calendar) = found, sees(person, row) else { throw Refused(.noSuchClock) }
    let unit = Span.Unit(rawValue: clock.unit) ?? .workingDay
    let counted = unit == .workingDay ? calendar.explain(Int(clock.length + clock.shifted), after: clock.startDay) : []
    return Answer(
      200,
      [
        "clock": JSON(clock.id), "case": .string(row.number), "caseId": JSON(row.id), "procedure": .string(row.procedure), "startedAt": .string(clock.startedAt.text), "code": .string(clock.code), "start": .string(clock.startDay.text),
        "unit": .string(clock.unit), "length": .string(Span(Int(clock.length), unit).description), "shifted": JSON(Int(clock.shifted)), "source": .string(clock.source),
        "dueDay": .string(clock.dueDay.text), "dueAt": .string(clock.dueAt.text), "provisional": .bool(clock.isProvisional),
        "note": clock.isProvisional ? "节假日安排未发布,暂按周末和法定节假日推算" : .null,
        "shifts": .array(
          shifts.map { ["at": .string($0.at.text), "from": .string($0.old.text), "to": .string($0.new.text), "reason": .string($0.reason)] }),
        "days": .array(
          counted.map {
            ["day": .string($0.day.text), "weekday": JSON($0.day.weekday), "counted": $0.counted.map { JSON($0) } ?? .null, "source": JSON($0.source)]
          }),
      ])
  }
}

/// A length as the bureau's list shows it.
package struct RuleLine: PostgresRow {
  package let code: String, length: Int32, unit: String, source: String, from: Day, isInForce: Bool
  package init(from row: inout RowReader) throws {
    code = try row.next()
    length = try row.next()
    unit = try row.next()
    source = try row.next()
    from = try Day(row.next())
    isInForce = try row.next()
  }
}

/// One change of a due date.
struct ShiftLine: PostgresRow {
  let at: Instant, old: Instant, new: Instant, reason: String
  init(from row: inout RowReader) throws {
    at = try Instant(row.next())
    old = try Instant(row.next())
    new = try Instant(row.next())
    reason = try row.next()
  }
}

extension Refusal {
  static let noSuchRule = Refusal("clock.unknown", .missing, "没有时限{code}", "EX-14c")
  static let fixedRule = Refusal("clock.rule", .state, "授权期限上限(CK6)由第十一条直接规定,改动须随办法修订升级平台", "EX-11.2a")
  static let badRule = Refusal("E59", .form, "请填写{what}", "EX-14c")
  static let ruleExists = Refusal("clock.rule", .state, "时限{code}在{day}已有生效规定;请选择另一生效日期", "EX-14c")
}
