import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `An application for access` {
  private static let whole = #"{"kind":"new","basis":"三定方案","category":"1","way":"光纤","range":"全局域网","place":"市民中心三楼","plane":"both","bandwidth":100}"#
  private static let around = #"{"profile":{"administrator":"王一","officer":"李二","phone":"0937-1"},"unit":{"category":"1"}}"#
  private static let checklist = #"{"security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none"}"#

  private func trial(_ state: String, papers: Set<String> = []) throws -> Trial {
    try Trial(.accessApplication, state, fields: Self.whole, context: Self.around, papers: papers)
  }

  @Test(.clause("NET-3")) func `NET-3 is refused where anything classified would run`() throws {
    #expect(try trial("draft").with("classified", "true").codes("submit", by: .unit) == ["N02"])
    #expect(try trial("draft").with("classified", "false").codes("submit", by: .unit) == [])
  }

  @Test(.clause("NET-6")) func `NET-6 needs an administrator and an officer`() throws {
    #expect(try trial("draft").around("profile", nil).codes("submit", by: .unit) == ["N10"])
    #expect(try trial("draft").around("profile", #"{"administrator":"王一","phone":"1"}"#).codes("submit", by: .unit) == ["N10"])
  }

  @Test(.clause("NET-11", "NET-11.1", "NET-11.2", "NET-11.3", "NET-11.4")) func `NET-11 names its category, with the evidence that it asks for`() throws {
    #expect(try trial("draft").with("category", nil).codes("submit", by: .unit) == ["N16"])
    #expect(try trial("draft").around("unit", #"{"category":"2"}"#).codes("submit", by: .unit) == ["N17"])
    #expect(try trial("draft").around("unit", nil).codes("submit", by: .unit) == ["N17"])
    #expect(try trial("draft").with("category", #""2""#).codes("submit", by: .unit) == ["N18"])
    #expect(try trial("draft", papers: ["requirement"]).with("category", #""2""#).codes("submit", by: .unit) == [])
    #expect(try trial("draft").with("category", #""3""#).codes("submit", by: .unit) == ["N19"])
    #expect(try trial("draft").with("category", #""3""#).with("lawBasis", #""某法第五条""#).codes("submit", by: .unit) == [])
    let fourth = try trial("draft").with("category", #""4""#)
    #expect(try fourth.codes("submit", by: .unit) == ["N20"])
    #expect(try fourth.around("unit", #"{"category":"4"}"#).with("target", #""市医院""#).codes("submit", by: .unit) == ["N20"])
    #expect(try fourth.with("target", #""市医院""#).codes("submit", by: .unit) == ["N21"])
    #expect(try fourth.with("target", #""市医院""#).with("need", #""医保结算""#).codes("submit", by: .unit) == [])
  }

  @Test(.clause("NET-5.5")) func `NET-5.5 is no sponsor's for a township or a street`() throws {
    let fourth = try trial("draft").with("category", #""4""#).with("need", #""办事""#)
    for target in ["文殊镇", "建设街道", "胜利社区"] { #expect(try fourth.with("target", "\"\(target)\"").codes("submit", by: .unit) == ["N09"]) }
    #expect(try trial("draft").codes("submit", by: .bureau) == [])
  }

  @Test(.clause("NET-12.1"), arguments: ["basis", "way", "range", "place"])
  func `NET-12.1 says on what it rests, how, how far and where`(field: String) throws {
    #expect(try trial("draft").with(field, nil).codes("submit", by: .unit) == ["N23"])
  }

  @Test(.clause("NET-12.2a", "NET-12.2b", "NET-5.3")) func `NET-12.2 is reviewed by the bureau for legality and reasonableness, with a reason where it fails`() throws {
    let both = #"{"legality":"pass","reasonableness":"pass"}"#
    #expect(try trial("review").decide("approve", by: .bureau, both).to.code == "drafting")
    #expect(try trial("review").codes("approve", by: .bureau, 2, #"{"legality":"pass"}"#) == ["N25"])
    #expect(try trial("review").codes("approve", by: .bureau, 2, #"{"legality":"pass","reasonableness":"fail"}"#) == ["N25"])
    #expect(try trial("review").codes("approve", by: .unit, 2, both) == ["N01"])
    #expect(try trial("review").codes("reject", by: .bureau) == ["N26"])
    #expect(try trial("review").decide("reject", by: .bureau, #"{"reason":"场所不具备条件"}"#).to.code == "failed")
    var own = try trial("review")
    own.view.actedBy["submit"] = 2
    #expect(try own.codes("approve", by: .bureau, 2, both) == ["N42"])
  }

  @Test(.clause("NET-8")) func `NET-8 has a scheme whose seven points are each answered`() throws {
    let drafting = try trial("drafting", papers: ["scheme"])
    #expect(try drafting.decide("submit-scheme", by: .unit, Self.checklist).to.code == "confirming")
    var six = try JSON.parse(Self.checklist).object ?? JSONObject()
    six["cipher"] = nil
    #expect(try drafting.codes("submit-scheme", by: .unit, 2, JSON.object(six).text) == ["N14"])
    #expect(try trial("drafting").codes("submit-scheme", by: .unit, 2, Self.checklist) == ["N40"])
  }

  @Test(.clause("NET-12.3", "NET-12.4a")) func `NET-12.3 is built when both sides have confirmed and conditions are met`() throws {
    let ready = #"{"ready":true}"#
    var confirming = try trial("confirming")
    #expect(try confirming.decide("confirm", by: .bureau).to.code == "confirming")
    #expect(try confirming.codes("start", by: .bureau, 2, ready) == ["N27"])
    confirming.view.agreed = [.bureau]
    #expect(try confirming.decide("confirm", by: .unit).to.code == "waiting")
    #expect(try confirming.decide("object", by: .unit, #"{"reason":"带宽不足"}"#).to.code == "drafting")
    #expect(try trial("waiting").codes("start", by: .bureau) == ["N28"])
    #expect(try trial("waiting").decide("start", by: .bureau, ready).to.code == "building")
  }

  @Test(.clause("NET-12", "NET-12.5")) func `NET-12 goes through its five steps in this order, and opens when the test is told`() throws {
    let test = #"{"items":"连通","result":"正常"}"#
    #expect(try trial("review").codes("pass", by: .unit, 2, test) == ["N22"])
    #expect(try trial("review").codes("start", by: .bureau, 2, #"{"ready":true}"#) == ["N22"])
    #expect(try trial("waiting").codes("finish", by: .unit) == ["N22"])
    #expect(try trial("building").codes("fail", by: .unit, 2, #"{"result":"不通"}"#) == ["N22"])
    #expect(try trial("testing").codes("pass", by: .unit, 2, test) == ["N30"])
    let decision = try trial("testing", papers: ["test"]).decide("pass", by: .unit, test)
    #expect(decision.to.code == "done" && decision.moves == [.open("extranet.access")])
    #expect(try trial("testing").decide("fail", by: .unit, #"{"result":"不通"}"#).to.code == "building")
    #expect(try trial("done").codes("withdraw", by: .unit) == ["N43"])
  }
}

@Suite struct `An access and its end` {
  private func access(_ state: String) throws -> Trial { try Trial(.access, state, fields: #"{"category":"1"}"#, context: "{}") }
  private func closing(_ state: String, parent: String = "open") throws -> Trial {
    try Trial(.closing, state, fields: #"{"reason":"迁址"}"#, context: #"{"parentState":"\#(parent)"}"#)
  }

  @Test(.clause("NET-13a")) func `NET-13a is closed in writing`() throws {
    #expect(try closing("draft").codes("submit", by: .unit) == [])
    #expect(try closing("draft").with("reason", nil).codes("submit", by: .unit) == ["N40"])
    #expect(try closing("draft", parent: "closed").codes("submit", by: .unit) == ["N24"])
    #expect(try closing("closing").codes("notice", by: .bureau, 2, #"{"number":"1"}"#) == ["N31"])
    #expect(try closing("noticing").codes("notice", by: .bureau) == ["N31"])
    #expect(try closing("noticing").decide("notice", by: .bureau, #"{"number":"嘉数网〔2026〕3号"}"#).moves == [.above("close")])
    #expect(try closing("review").codes("reject", by: .bureau) == ["N26"])
    #expect(try closing("review").codes("approve", by: .unit) == ["N01"])
    #expect(try closing("done").codes("withdraw", by: .unit) == ["N43"])
    var own = try closing("review")
    own.view.actedBy["submit"] = 2
    #expect(try own.codes("approve", by: .bureau) == ["N42"])
  }

  @Test(.clause("NET-13b")) func `NET-13b stays closed: whoever wants it again applies anew`() throws {
    #expect(try access("closed").codes("restore", by: .system) == ["N32"])
    #expect(try access("open").codes("cut", by: .unit) == ["N01"])
    #expect(try access("closed").codes("close", by: .system) == ["N43"])
    #expect(try access("cut").decide("restore", by: .system).to.code == "open")
  }
}
