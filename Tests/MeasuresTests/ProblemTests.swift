import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `A problem of the extranet` {
  private static let fields = #"{"unit":"petition","description":"弱口令","severity":"serious"}"#
  private static let later = #"{"due":"2026-12-05","reason":"须采购设备"}"#, order = #"{"due":"2026-12-05"}"#

  private func trial(_ state: String, lapsed: Bool = false, papers: Set<String> = ["proof", "order"]) throws -> Trial {
    try Trial(
      .problem, state, fields: Self.fields, context: #"{"now":"2026-12-01T10:00:00+08:00","lapsed":[\#(lapsed ? "\"NK3\"" : "")]}"#, papers: papers)
  }

  @Test(.clause("NET-20a"), arguments: [
    ("{}", ["N36"]), (#"{"due":"2026-11-30"}"#, ["N36"]), (#"{"due":"2026-12-01T10:00:00+08:00"}"#, ["N36"]), (#"{"due":"下周"}"#, ["N36"]),
    (#"{"due":"2026-12-01"}"#, []), (#"{"due":"2026-12-01T18:00:00+08:00"}"#, []),
  ])
  func `NET-20a is notified with a day or an hour that is still to come`(input: String, codes: [String]) throws {
    #expect(try Set(trial("registered").codes("notify", by: .bureau, 2, input)) == Set(codes))
  }

  @Test(.clause("NET-20a")) func `NET-20a has a whole description before anybody is notified`() throws {
    #expect(try trial("registered").with("description", nil).codes("notify", by: .bureau, 2, Self.order) == ["N40"])
    #expect(try trial("registered").codes("notify", by: .unit, 2, Self.order) == ["N01"])
  }

  @Test(.clause("NET-20b")) func `NET-20b cuts nobody off before the time is over, nor without a notice`() throws {
    #expect(try trial("registered").codes("determine", by: .bureau, 2, #"{"facts":"未答复"}"#) == ["N38"])
    #expect(try trial("registered").codes("cut", by: .bureau, 2, Self.order) == ["N38"])
    #expect(try trial("notified").codes("cut", by: .bureau, 2, Self.order) == ["N37"])
    #expect(try trial("handling").codes("cut", by: .bureau, 2, Self.order) == ["N37"])
    #expect(try trial("notified").codes("determine", by: .bureau, 2, #"{"facts":"未答复"}"#) == ["N37"])
    #expect(try trial("notified", lapsed: true).codes("determine", by: .bureau, 2, #"{"facts":"未答复"}"#) == [])
    #expect(try trial("notified", lapsed: true).codes("determine", by: .bureau) == ["N40"])
    // A late but real report before that prevents it.
    #expect(try trial("notified", lapsed: true).codes("report", by: .unit, 2, #"{"result":"已改"}"#) == [])
    #expect(try trial("rechecking", lapsed: true).codes("determine", by: .bureau, 2, #"{"facts":"未答复"}"#) == ["N43"])
  }

  @Test(.clause("NET-20b")) func `NET-20b is cut off by a second person, with an order and its due date`() throws {
    var refusing = try trial("refusing")
    refusing.view.actedBy["determine"] = 2
    #expect(try refusing.codes("cut", by: .bureau, 2, Self.order) == ["N39"])
    #expect(try refusing.codes("cut", by: .bureau, 3) == ["N36", "N36"])
    #expect(try refusing.codes("cut", by: .bureau, 3, Self.order) == [])
    refusing.view.papers = []
    #expect(try refusing.codes("cut", by: .bureau, 3, Self.order) == ["N40"])
    #expect(try trial("refusing").decide("cut", by: .bureau, Self.order).starts.map(\.code) == ["NK4"])
    #expect(try trial("refusing").decide("revoke", by: .bureau, Self.later).to.code == "notified")
  }

  @Test func `goes back to where it was when what was done is not enough`() throws {
    #expect(try trial("rechecking").decide("refuse", by: .bureau, Self.later).to.code == "notified")
    var cut = try trial("rechecking")
    cut.view.order["cut"] = 5
    #expect(try cut.decide("refuse", by: .bureau, Self.later).to.code == "rectifying")
    #expect(try trial("rechecking").codes("refuse", by: .bureau, 2, #"{"due":"2026-12-05"}"#) == ["N40"])
    #expect(try trial("handling", papers: []).codes("report", by: .unit, 2, #"{"result":"已改"}"#) == ["N40"])
    #expect(try trial("handling").decide("extend", by: .bureau, Self.later).shifts == [.rename("NK3", field: "due")])
    #expect(try trial("rectifying").decide("extend", by: .bureau, Self.later).shifts == [.rename("NK4", field: "due")])
    #expect(try trial("notified").decide("respond", by: .unit, #"{"response":"更换口令"}"#).starts.isEmpty, "the clock goes on")
  }
}
