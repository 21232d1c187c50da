import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `A private network` {
  private func trial(_ state: String, work: String = "new", more: String = "", papers: Set<String> = []) throws -> Trial {
    try Trial(.privateNetwork, state, fields: #"{"name":"视频专网","work":"\#(work)","use":"监控回传"\#(more)}"#, context: "{}", papers: papers)
  }
  private static let basis = #","basisTitle":"国家规定","basisNumber":"国发〔2026〕1号""#

  @Test(.clause("NET-4b"), arguments: ["new", "expand"])
  func `NET-4b is not built unless the State provides so or an exception is asked for`(work: String) throws {
    #expect(try trial("draft", work: work).codes("register", by: .unit) == ["N03"])
    #expect(try trial("draft", work: work, more: Self.basis).codes("register", by: .unit) == ["N03"], "without the document")
    #expect(try trial("draft", work: work, more: Self.basis, papers: ["basis"]).decide("register", by: .unit).to.code == "confirming")
    #expect(try trial("draft", work: work, more: #","exception":true"#).codes("register", by: .unit) == ["N03"], "without a reason")
    #expect(try trial("draft", work: work, more: #","exception":true,"exceptionReason":"应急专用""#).codes("register", by: .unit) == [])
  }

  @Test(.clause("NET-4b")) func `NET-4b is confirmed, excepted or refused by another person of the bureau`() throws {
    #expect(try trial("confirming").codes("confirm", by: .bureau, 2, #"{"note":"属实"}"#) == ["N03"])
    #expect(try trial("confirming", more: Self.basis, papers: ["basis"]).decide("confirm", by: .bureau, #"{"note":"属实"}"#).to.code == "kept")
    #expect(try trial("confirming").decide("except", by: .bureau, #"{"reason":"应急专用"}"#).to.code == "exempted")
    #expect(try trial("confirming").codes("refuse", by: .bureau) == ["N40"])
    #expect(try trial("confirming").codes("except", by: .unit, 2, #"{"reason":"应急专用"}"#) == ["N01"])
    var own = try trial("confirming", more: Self.basis, papers: ["basis"])
    own.view.actedBy["register"] = 2
    #expect(try own.codes("confirm", by: .bureau, 2, #"{"note":"属实"}"#) == ["N42"])
    #expect(try trial("draft", work: "existing", more: #","illegal":true"#).codes("register", by: .unit) == ["N01"])
    #expect(try trial("draft", work: "existing", more: #","illegal":true"#).codes("register", by: .bureau) == [])
  }

  @Test(.clause("NET-4c")) func `NET-4c migrates by a plan with its day, and is kept only where the State says so`() throws {
    #expect(try trial("draft", work: "existing").decide("register", by: .unit).to.code == "running")
    #expect(try trial("running").codes("plan", by: .unit, 2, #"{"plan":"分两期迁移"}"#) == ["N40"])
    #expect(try trial("running").decide("plan", by: .unit, #"{"plan":"分两期迁移","target":"2027-06-30"}"#).to.code == "migrating")
    #expect(try trial("migrating").decide("done", by: .bureau).to.code == "merged")
    #expect(try trial("migrating").decide("give-up", by: .unit, #"{"reason":"设备未到"}"#).to.code == "running")
    #expect(try trial("running").codes("keep", by: .bureau) == ["N03", "N03"])
    #expect(try trial("running").decide("keep", by: .bureau, #"{"basisTitle":"国家规定","basisNumber":"国发〔2026〕1号"}"#).to.code == "kept")
    #expect(try trial("merged").codes("plan", by: .unit, 2, #"{"plan":"x","target":"2027-06-30"}"#) == ["N43"])
  }
}
