import JSONText
import Measures
import Postgres
package import Records
package import Vocabulary
import Workflow

extension CaseDesk {
  /// Why a date is due: the length in force, its source, and every day with its mark (portal bar 5).
  package func explain(start: Day, rule code: String?, days: Int?) async throws -> Answer {
    try await records.read { tx, _ in
      let calendar = try await ClockKeeper().calendar(tx)
      let (span, source) = try await span(code, days, start, tx)
      let due = calendar.due(span, from: start.start)
      let steps = span.unit == .workingDay ? calendar.explain(span.length, after: start) : []
      return Answer(
        200,
        [
          "start": .string(start.text), "length": .string(span.description), "source": .string(source), "dueDay": .string(due.day.text),
          "dueAt": .string(due.at.text), "provisional": .bool(due.isProvisional),
          "note": due.isProvisional ? "节假日安排未发布,暂按周末和法定节假日推算" : .null,
          "days": .array(
            steps.map {
              ["day": .string($0.day.text), "weekday": JSON($0.day.weekday), "counted": $0.counted.map { JSON($0) } ?? .null, "source": JSON($0.source)]
            }),
        ])
    }
  }

  private func span(_ code: String?, _ days: Int?, _ start: Day, _ tx: any Queries) async throws -> (Span, String) {
    if let days, (1...400).contains(days) { return (.workingDays(days), "—") }
    guard let code else { throw Refused(Refusal("query.invalid", .form, "请给出rule(如CK2)或days", "EX-14c")) }
    if let clock = Measure.procedures.flatMap(\.clocks).first(where: { $0.code == code }) {
      let found = try await clocks.rule(clock, on: start, tx)
      return (found.span, found.source)
    }
    guard let row = try await tx.first(CaseStatements.rule, code, start.date), let unit = Span.Unit(rawValue: row.unit) else {
      throw Refused(Refusal("query.invalid", .missing, "没有时限\(code)", "EX-14c"))
    }
    return (Span(Int(row.length), unit), row.source)
  }
}
