import JSONText
import Testing
import Vocabulary
import Workflow

/// A small procedure of its own, so that the kernel is tested without any measure.
private enum Sample {
  static let no = Refusal("T01", .form, "不行", "T-1")
  static let middle = State("middle", "办理中"), end = State("end", "完成"), side = State("side", "旁路")
  static let procedure = Procedure(
    "test.sample", "样例", prefix: "T", clause: "T-1",
    common: .init(
      notYours: Refusal("T02", .role, "仅限{party}", "T-1"), notNow: Refusal("T76", .state, "当前为{state}", "T-1"),
      ownCase: Refusal("T75", .role, "本人", "T-1")),
    seats: [Seat(.user, .owner, role: "u"), Seat(.provider, .counterpart, role: "p"), Seat(.bureau, .bureau, role: "b")], openers: [.user],
    fields: [Field("name", "名称", .text(max: 5), else: no), Field("n", "数", .number(1...3), required: false, else: no)],
    papers: [Paper("form", "表", else: no)], ends: [end],
    steps: [
      Step("send", "送", by: .user, from: .draft, to: middle, needs: [.form]),
      Step("pass", "过", by: .bureau, from: middle, to: side, needs: [.anotherPerson(than: "send")]),
      Step("sign", "签", by: .user, .provider, from: side, to: end, joint: true),
      Step("back", "回", by: .bureau, from: side, going: .before("pass")),
    ],
    clocks: [Clock("C", .statutory(.workingDays(3), "T-1"), while: middle, holder: .bureau)])
}

@Suite struct `The kernel decides` {
  let p = Sample.procedure

  @Test func `a whole form on its way and starts the clock`() throws {
    let view = CaseView(state: .draft, fields: try #require(JSON.parse(#"{"name":"甲"}"#).object), papers: ["form"])
    let decision = try p.decide(Act("send", by: .user, 1), on: view)
    #expect(decision.to.code == "middle" && decision.starts.map(\.code) == ["C"])
  }

  @Test func `all faults of a form at once, with their places`() throws {
    let view = CaseView(state: .draft, fields: try #require(JSON.parse(#"{"n":9,"strange":1}"#).object))
    let refused = #expect(throws: Refused.self) { try p.decide(Act("send", by: .user, 1), on: view) }
    #expect(refused?.refusals.map { $0.pointer ?? "" } == ["/strange", "/name", "/n", "/papers/form"])
  }

  @Test func `is known before it is tried to be somebody else's`() throws {
    let view = CaseView(state: Sample.middle, actedBy: ["send": 1])
    let pass = try #require(p.steps.first { $0.name == "pass" })
    #expect(p.barred(1, from: pass, on: view)?.code == "T75")
    #expect(p.barred(2, from: pass, on: view) == nil)
    for step in p.steps where step.name != "pass" { #expect(p.barred(1, from: step, on: view) == nil) }
  }

  @Test func `who may, when, and not in his own case`() {
    let middle = CaseView(state: Sample.middle, actedBy: ["send": 1])
    #expect(throws: Refused(Refusal("T75", .role, "本人", "T-1"))) { try p.decide(Act("pass", by: .bureau, 1), on: middle) }
    #expect(throws: Refused(Refusal("T02", .role, "仅限市数据局", "T-1"))) { try p.decide(Act("pass", by: .user, 2), on: middle) }
    #expect(throws: Refused(Refusal("T76", .state, "当前为草稿", "T-1"))) { try p.decide(Act("pass", by: .bureau, 2), on: CaseView(state: .draft)) }
  }

  @Test func `a joint step only when each party has acted`() throws {
    let one = try p.decide(Act("sign", by: .provider, 3), on: CaseView(state: Sample.side))
    #expect(one.to == Sample.side && one.agreed == [.provider])
    let both = try p.decide(Act("sign", by: .user, 4), on: CaseView(state: Sample.side, agreed: one.agreed))
    #expect(both.to == Sample.end && both.agreed.isEmpty)
  }

  @Test func `a return to the state before`() throws {
    let view = CaseView(state: Sample.side, before: ["pass": Sample.middle])
    #expect(try p.decide(Act("back", by: .bureau, 5), on: view).to == Sample.middle)
  }

  @Test func `a draft given up only while it never went out`() throws {
    #expect(try p.decide(Act("discard", by: .user, 1), on: CaseView(state: .draft)).to == .discarded)
    #expect(throws: Refused(Refusal("T76", .state, "当前为草稿", "T-1"))) {
      try p.decide(Act("discard", by: .user, 1), on: CaseView(state: .draft, actedBy: ["send": 1]))
    }
  }

  @Test func `as if a blank had not been written`() throws {
    let view = CaseView(state: .draft, fields: try #require(JSON.parse(#"{"name":"","n":null}"#).object), papers: ["form"])
    let refused = #expect(throws: Refused.self) { try p.decide(Act("send", by: .user, 1), on: view) }
    #expect(refused?.refusals.map { $0.pointer ?? "" } == ["/name"])
  }

  @Test func `nothing about a declaration with flaws`() {
    let stuck = Procedure(
      "x", "x", prefix: "X", clause: "X-1", common: p.common, seats: [Seat(.user, .owner, role: "u")], openers: [.user], ends: [],
      steps: [Step("go", "走", by: .user, from: .draft, to: .returned)],
      clocks: [Clock("K", .statutory(.workingDays(3), "X-1"), while: .withdrawn, holder: .bureau)])
    #expect(stuck.flaws() == ["clock K: BUREAU has no seat", "clock K: never in 已撤回", "已退回: no way out, and not an end"])
    #expect(p.flaws() == [])
  }
}
