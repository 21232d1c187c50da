import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

/// What a newcomer's first measure must be able to say of itself, with nothing but declarations.
@Suite struct `A toy measure` {
  private func booking(_ state: String) throws -> Trial {
    try Trial(.booking, state, fields: #"{"room":"301","on":"2026-12-01","people":20,"use":"培训"}"#, context: #"{"room":{"seats":30}}"#)
  }

  @Test func `has no flaws`() {
    #expect(Measure.toy.procedures.flatMap { $0.flaws() } == [] && Measure.toy.ledgers.flatMap { $0.flaws() } == [])
  }

  @Test func `TOY-3 lends no room to more people than it has seats`() throws {
    #expect(try booking("draft").codes("submit", by: .borrower) == [])
    #expect(try booking("draft").with("people", "31").codes("submit", by: .borrower) == ["T05"])
    #expect(try booking("draft").around("room", nil).codes("submit", by: .borrower) == ["T04"])
    #expect(try booking("draft").with("use", nil).codes("submit", by: .borrower) == ["T04"])
  }

  @Test func `TOY-4 is decided by another person of the bureau within two working days`() throws {
    let decision = try booking("draft").decide("submit", by: .borrower)
    #expect(decision.starts.map(\.code) == ["TK1"])
    #expect(try booking("asked").decide("agree", by: .bureau).stops.map(\.code) == ["TK1"])
    #expect(try booking("asked").codes("agree", by: .borrower) == ["T01"])
    #expect(try booking("asked").codes("refuse", by: .bureau, 2, #"{"reason":"不行"}"#) == ["T04"])
    #expect(try booking("given-back").codes("give-back", by: .borrower) == ["T02"])
    var own = try booking("asked")
    own.view.actedBy["submit"] = 2
    #expect(try own.codes("agree", by: .bureau) == ["T03"])
  }

  @Test func `reads as a sheet that a lawyer can check`() {
    let sheet = Procedure.booking.sheet()
    #expect(sheet.contains("草稿 -> submit 提交(BORROWER; complete form; the room has seats for all else T05) -> 待审核"))
    #expect(sheet.contains("clock TK1 2个工作日 by TOY-4 while 待审核, held by BUREAU"))
  }
}
