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

  @Test(.clause("NET-12.2a", "NET-12.2b", "NET-5", "NET-5.3")) func `NET-12.2 is reviewed by the bureau for legality and reasonableness, with a reason where it fails`() throws {
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

@Suite struct `A scheme for access` {
  @Test(.clause("NET-6.1")) func `NET-6.1 has beside it what the unit registered of its own network`() throws {
    let drafting = try Trial(
      .accessApplication, "drafting", fields: #"{"kind":"new"}"#,
      context: #"{"profile":{"terminals":42,"protection":"防火墙","administrator":"王一","officer":"李二"}}"#, papers: ["scheme"])
    let checklist = #"{"security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none"}"#
    let decision = try drafting.decide("submit-scheme", by: .unit, checklist)
    #expect(decision.moves == [.attach("topology", of: "extranet.profile", as: "network")])
    #expect(decision.fields?["network"]?.array?.map { $0["value"]?.string } == ["42", "防火墙", "王一", "李二"])
  }
}

@Suite struct `A change of an access` {
  private static let asked =
    #"{"kind":"change","access":7,"basis":"业务增长","category":"1","way":"光纤","range":"全局域网","place":"市民中心三楼","plane":"both","bandwidth":200}"#
  private static let old = #"{"category":"1","way":"光纤","range":"全局域网","place":"市民中心三楼","plane":"both","bandwidth":100}"#

  private func change(_ state: String, of access: String = "open", own: Bool = true, papers: Set<String> = []) throws -> Trial {
    try Trial(
      .accessApplication, state, fields: Self.asked,
      context: #"{"profile":{"administrator":"王一","officer":"李二","phone":"1"},"unit":{"category":"1"},"departments":["market","petition"],"actor":"market","access":{"procedure":"extranet.access","state":"\#(access)","own":\#(own),"fields":\#(Self.old)}}"#,
      papers: papers)
  }

  @Test(.clause("NET-12.1")) func `NET-12.1 names its own access that is not closed, and says what is new`() throws {
    #expect(try change("draft").codes("submit", by: .unit) == [])
    #expect(try change("draft", of: "closed").codes("submit", by: .unit) == ["N24"])
    #expect(try change("draft", own: false).codes("submit", by: .unit) == ["N40"])
    #expect(try change("draft").around("access", nil).codes("submit", by: .unit) == ["N40"])
    #expect(try change("draft").with("bandwidth", "100").codes("submit", by: .unit) == ["N40"], "nothing is new")
    let items = try change("draft").decide("submit", by: .unit).fields?["changes"]
    #expect(items == [["item": "带宽(Mbps)", "old": "100", "new": "200"]])
  }

  @Test(.clause("NET-13b")) func `NET-13b is opened again by a whole new application that names what was closed`() throws {
    #expect(try change("draft", of: "closed").with("kind", #""again""#).codes("submit", by: .unit) == [])
    #expect(try change("draft").with("kind", #""again""#).codes("submit", by: .unit) == ["N40"])
    #expect(try change("draft", of: "closed").with("kind", #""again""#).with("basis", nil).codes("submit", by: .unit) == ["N23"])
  }

  @Test(.clause("NET-12.5")) func `NET-12.5 comes into force on the access when its test is told`() throws {
    let test = #"{"items":"连通","result":"正常"}"#
    let decision = try change("testing", papers: ["test"]).decide("pass", by: .unit, test)
    #expect(decision.to.code == "done" && decision.moves == [.amend(field: "access", "change")] && decision.effects == [.allotAddresses])
    #expect(try change("building").decide("access-closed", by: .system).drops)
  }

  @Test(.clause("NET-12.4b")) func `NET-12.4b waits for every department that takes part, or for the bureau to excuse it`() throws {
    let building = try change("building").around("waiting", #"["market"]"#).around("waitingNames", #"["市市场监管局"]"#)
    #expect(try building.codes("finish", by: .unit) == ["N29"])
    do { _ = try building.decide("finish", by: .unit) } catch let refused as Refused { #expect(refused.refusals[0].message == "尚有部门未确认:市市场监管局") }
    #expect(try building.decide("join", by: .participant).to.code == "building")
    #expect(try building.around("actor", #""petition""#).codes("join", by: .participant) == ["N43"])
    #expect(try building.codes("waive", by: .bureau, 2, #"{"addressee":"petition","reason":"不涉及"}"#) == ["N40"], "it does not wait")
    #expect(try building.decide("waive", by: .bureau, #"{"addressee":"market","reason":"不涉及"}"#).to.code == "building")
    #expect(try building.around("waiting", "[]").around("waitingNames", "[]").decide("finish", by: .unit).to.code == "testing")
    #expect(try change("draft").with("departments", #"["nobody"]"#).codes("submit", by: .unit) == ["N40"])
  }

  @Test(.clause("NET-12.3")) func `NET-12.3 plans its addresses in the scheme, and has them kept when both sides confirm`() throws {
    let checklist = #""security":"met","data":"met","personal":"met","procurement":"met","grading":"met","cipher":"met","project":"none""#
    let drafting = try change("drafting", papers: ["scheme"])
    #expect(try drafting.codes("submit-scheme", by: .unit, 2, "{\(checklist),\"ranges\":[\"10.1.8.1/24\"]}") == ["N40"])
    #expect(try drafting.decide("submit-scheme", by: .unit, "{\(checklist),\"ranges\":[\"10.1.8.0/24\"]}").fields?["ranges"] == ["10.1.8.0/24"])
    var confirming = try change("confirming")
    #expect(try confirming.decide("confirm", by: .unit).effects == [])
    confirming.view.agreed = [.unit]
    #expect(try confirming.decide("confirm", by: .bureau).effects == [.reserveAddresses])
    #expect(try confirming.decide("withdraw", by: .unit).effects == [.freeAddresses])
  }

  @Test func `of before the system is the bureau's to register, with where that stands`() throws {
    let old = try change("draft").with("kind", #""existing""#)
    #expect(try old.codes("submit", by: .unit) == ["N43"])
    #expect(try old.codes("import", by: .unit) == ["N01"])
    #expect(try old.codes("import", by: .bureau) == ["N40"])
    #expect(try change("draft", papers: ["origin"]).with("kind", #""existing""#).decide("import", by: .bureau).moves == [.open("extranet.access")])
  }
}

@Suite struct `What the address plan answers` {
  @Test(.clause("NET-5.2b"), arguments: [
    (false, false, false, false, "N07"), (true, false, true, true, "N08"), (true, true, false, false, "N05"), (true, true, true, false, "N06"), (true, true, true, true, ""),
  ])
  func `NET-5.2b says the first thing that is in the way`(isKeeper: Bool, isReviewed: Bool, isInPool: Bool, isFree: Bool, code: String) {
    let refusal = AddressRequest.refusal(isKeeper: isKeeper) ?? AddressRequest(isReviewed: isReviewed, isInPool: isInPool, isFree: isFree, holder: "市信访局").refusal
    #expect(refusal?.code ?? "" == code)
    if code == "N06" { #expect(refusal?.message == "该地址已分配给市信访局") }
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
    #expect(try closing("done").decide("receipt", by: .unit).to.code == "done", "the notice is receipted")
    var twice = try closing("done")
    twice.view.order["receipt"] = 6
    #expect(try twice.codes("receipt", by: .unit) == ["N43"])
    var own = try closing("review")
    own.view.actedBy["submit"] = 2
    #expect(try own.codes("approve", by: .bureau) == ["N42"])
  }

  @Test(.clause("NET-13b")) func `NET-13b stays closed: whoever wants it again applies anew`() throws {
    #expect(try access("open").decide("close", by: .system).moves.count == 2, "its lines stop, its changes end")
    #expect(try access("closed").codes("restore", by: .system) == ["N32"])
    #expect(try access("open").codes("cut", by: .unit) == ["N01"])
    #expect(try access("closed").codes("close", by: .system) == ["N43"])
    #expect(try access("cut").decide("restore", by: .system).to.code == "open")
  }
}
