import Foundation
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `Declared ledgers` {
  @Test(arguments: Measure.ledgers) func `have no flaws`(ledger: Ledger) { #expect(ledger.flaws() == []) }

  @Test(arguments: Measure.ledgers) func `read as their sheets say`(ledger: Ledger) throws {
    #expect(try Sheets.kept("ledger.\(ledger.code)", ledger.sheet()) == ledger.sheet())
  }

  @Test(arguments: Measure.duties) func `and duties read as their sheets say`(duty: Duty) throws {
    #expect(try Sheets.kept("duty.\(duty.code)", duty.sheet()) == duty.sheet())
    switch duty.fulfilment {
    case .entry(let ledger): #expect(Measure.ledger(ledger) != nil)
    case .act(let code, let step, let field, _):
      let procedure = try #require(Measure.procedure(code))
      #expect(procedure.steps.contains { $0.name == step } && procedure.fields.contains { $0.name == field })
    }
  }

  @Test func `have codes of their own`() {
    let codes = Measure.ledgers.map(\.code) + Measure.procedures.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test(arguments: [
    (#"{"date":"2026-11-20","topic":"数据安全","people":35}"#, []),
    (#"{"date":"2026-11-25","topic":"数据安全","people":35}"#, []),
    (#"{"date":"2026-11-26","topic":"数据安全","people":35}"#, ["ledger.future"]),
    (#"{"date":"20261120","topic":"数据安全","people":35}"#, ["ledger.time"]),
    (#"{"topic":"","people":0}"#, ["E59", "E59", "E59"]),
    (#"{"date":"2026-11-20","topic":"数据安全","people":35,"teacher":"x"}"#, ["form.unknown"]),
  ]) func `of trainings say what is wrong with a record`(fields: String, codes: [String]) throws {
    #expect(try check(.training, fields) == codes)
  }

  @Test(arguments: [
    (#"{"scope":"网关","start":"2026-11-25T08:00:00+08:00","cause":"断电"}"#, []),
    (#"{"scope":"网关","start":"2026-11-25T08:00:00+08:00","end":"2026-11-25T09:00:00+08:00","cause":"断电"}"#, []),
    (#"{"scope":"网关","start":"2026-11-25T08:00:00+08:00","end":"2026-11-25T07:59:59+08:00","cause":"断电"}"#, ["ledger.time"]),
    (#"{"scope":"网关","start":"昨天","cause":"断电"}"#, ["ledger.time"]),
    (#"{"scope":"网关","start":"2026-11-26T00:00:00+08:00","cause":"断电"}"#, ["ledger.future"]),
  ]) func `of faults keep start and end in order`(fields: String, codes: [String]) throws {
    #expect(try check(.fault, fields) == codes)
  }

  private func check(_ ledger: Ledger, _ fields: String) throws -> [String] {
    let today = try #require(Day("2026-11-25"))
    return ledger.check(try JSON.parse(fields).object ?? JSONObject(), today: today).map(\.code)
  }
}

@Suite struct `EX-20 a yearly duty` {
  @Test(arguments: [
    ("2025-11-24", "2026-11-24", nil), ("2025-11-24", "2026-11-25", "2026-11-24"), ("2025-11-24", "2027-11-24", "2026-11-24"),
    ("2025-11-24", "2027-11-25", "2027-11-24"), ("2024-02-29", "2025-03-01", "2025-02-28"), ("2024-02-29", "2028-03-01", "2028-02-29"),
  ]) func `is missed from the day after its last day, once a period`(base: String, today: String, missed: String?) throws {
    let day = Duty.yearlyAudit.missed(since: try #require(Day(base)), months: 12, today: try #require(Day(today)))
    #expect(day?.text == missed)
  }

  @Test func `without a length is never missed`() throws {
    let day = try #require(Day("2020-01-01"))
    #expect(Duty.yearlyAudit.missed(since: day, months: 0, today: day.adding(days: 4000)) == nil)
  }
}
