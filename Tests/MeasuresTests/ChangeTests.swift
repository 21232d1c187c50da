import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-6b and EX-6c change` {
  private static let context =
    #"{"now":"2026-09-28T10:00:00+08:00","parentState":"published","due":{"CK5":"2026-10-10T00:00:00+08:00"}}"#

  private func trial(_ state: String, on day: String = "2026-09-18") throws -> Trial {
    try Trial(.change, state, fields: #"{"changedOn":"\#(day)","what":"新增字段"}"#, context: Self.context)
  }

  @Test func `starts its clock when it is recorded`() throws {
    let recorded = try trial("draft").decide("record", by: .provider)
    #expect(recorded.starts.map(\.code) == ["CK5"] && recorded.to.label == "待更新")
  }

  @Test(.clause("EX-6b")) func `EX-6b a change in the future is none yet`() throws {
    #expect(try trial("draft", on: "2026-09-29").codes("record", by: .bureau) == ["E23"])
    #expect(try trial("draft", on: "2026-09-28").codes("record", by: .bureau) == [])
    #expect(try trial("draft").with("what", nil).codes("record", by: .provider) == ["E59"])
    #expect(try trial("draft").around("parentState", #""cancelled""#).codes("record", by: .provider) == ["E76"])
  }

  @Test(.clause("EX-6c")) func `EX-6c more time is asked for once, in time, with a reason, and given by the bureau alone`() throws {
    var open = try trial("updating")
    #expect(try open.codes("ask-extension", by: .provider, 1, #"{"reason":"无"}"#) == ["E15"])
    #expect(try open.codes("ask-extension", by: .bureau, 1, #"{"reason":"系统改造"}"#) == ["E02"])
    let late = try open.around("now", #""2026-10-10T00:00:00+08:00""#)
    #expect(try late.codes("ask-extension", by: .provider, 1, #"{"reason":"系统改造"}"#) == ["E24"])
    let lastMoment = try open.around("now", #""2026-10-09T23:59:59+08:00""#)
    #expect(try lastMoment.codes("ask-extension", by: .provider, 1, #"{"reason":"系统改造"}"#) == [])
    open.view.order = ["ask-extension": 2, "agree": 3]
    #expect(try open.codes("ask-extension", by: .provider, 1, #"{"reason":"系统改造"}"#) == ["E25"])
  }

  @Test func `an undecided request outlives the update, and a returned revision goes back to it`() throws {
    var met = try trial("updated")
    #expect(try met.codes("agree", by: .bureau) == ["E76"])
    #expect(try met.decide("returned", by: .system).to.code == "updating")
    met.view.order = ["ask-extension": 2, "complete": 3]
    #expect(try met.decide("agree", by: .bureau).shifts == [.lengthen("CK5")])
    #expect(try met.codes("refuse", by: .bureau, 2, #"{"reason":"不同意"}"#) == ["E15"])
    let back = try met.decide("returned", by: .system)
    #expect(back.to.code == "extension-review" && back.shifts == [.reopen("CK5", shifted: true)] && back.starts.isEmpty)
    #expect(try met.decide("recalled", by: .system).shifts == [.reopen("CK5", shifted: false)])
  }

  @Test func `whoever asks for more time does not grant it`() throws {
    var asked = try trial("extension-review")
    asked.view.actedBy = ["ask-extension": 2]
    #expect(try asked.codes("agree", by: .bureau, 2) == ["E75"])
    #expect(try asked.decide("void", by: .bureau, #"{"reason":"重复登记"}"#).drops)
  }
}
