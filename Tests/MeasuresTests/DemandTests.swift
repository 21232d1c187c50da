import Evidence
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `EX-13 demand` {
  private let draft: Trial

  init() throws {
    draft = try Trial(
      .demand, "draft",
      fields: """
        {"name":"车辆年检","provider":"market","reach":"city","wish":"table","system":"监管","purpose":"履行监管职责","scene":"抽查","flow":"只入监管库",
         "manner":"batch","items":[{"name":"no","use":"对照"}],"months":12,"contact":"张三","phone":"0937-1","safety":"专机","commitment":true}
        """, context: #"{"providerKnown":true,"own":false}"#)
  }

  @Test(.clause("EX-13a"), arguments: [
    ("provider", nil, "E63"), ("commitment", "false", "E48"), ("items", "[]", "E44"), ("months", "37", "E49"), ("wish", nil, "E59"),
  ])
  func `EX-13a names what is wrong`(field: String, value: String?, code: String) throws {
    #expect(try draft.with(field, value).codes("submit", by: .user) == [code])
  }

  @Test(.clause("EX-12c")) func `EX-12c data of another region come from above`() throws {
    #expect(try draft.with("reach", #""cross-region""#).codes("submit", by: .user) == ["E62"])
  }

  @Test func `asks only for what is not published, of another department, that exists`() throws {
    let published = try draft.around("alreadyPublished", #""A-1""#)
    #expect(try published.codes("submit", by: .user) == ["E64"])
    #expect(try published.with("difference", #""另需逐日明细""#).codes("submit", by: .user) == [])
    #expect(try draft.around("own", "true").codes("submit", by: .user) == ["E42"])
    #expect(try draft.around("providerKnown", "false").codes("submit", by: .user) == ["E63"])
  }

  @Test func `is forwarded or returned by the bureau, each leg with its clock`() throws {
    let sent = try draft.decide("submit", by: .user)
    #expect(sent.starts.map(\.code) == ["CK3"])
    var waiting = draft
    waiting.view.state = sent.to
    waiting.view.actedBy = ["submit": 9]
    #expect(try waiting.codes("forward", by: .user) == ["E02"])
    #expect(try waiting.codes("forward", by: .bureau, 9) == ["E75"])
    #expect(try waiting.codes("return", by: .bureau, 2, #"{"reason":"已发布,请查目录"}"#) == ["E13"])
    #expect(try waiting.codes("return", by: .bureau, 2, #"{"ground":"published","reason":"未收到纸质申请"}"#) == ["E17"])
    let forwarded = try waiting.decide("forward", by: .bureau)
    #expect(forwarded.stops.map(\.code) == ["CK3"] && forwarded.starts.map(\.code) == ["CK4"])
  }

  @Test(.clause("EX-13b")) func `EX-13b confirming stops no clock; implementing wants a live resource, declining a basis`() throws {
    var waiting = draft
    waiting.view.state = Procedure.demand.state("confirming") ?? waiting.view.state
    let confirmed = try waiting.decide("confirm", by: .provider, #"{"plan":"下周挂接"}"#)
    #expect(confirmed.stops.isEmpty && confirmed.starts.isEmpty && confirmed.to.label == "实施中")
    #expect(try waiting.codes("implement", by: .provider, 2, #"{"resource":4}"#) == ["E65"])
    let live = try waiting.around("resourceLive", "true")
    #expect(try live.decide("implement", by: .provider, #"{"resource":4}"#).effects == [.createApplication])
    #expect(try waiting.codes("decline", by: .provider, 2, #"{"reason":"依法不能提供"}"#) == ["E16"])
    #expect(try waiting.codes("decline", by: .provider, 2, #"{"reason":"不同意","basis":"第五条"}"#) == ["E15"])
    #expect(try waiting.codes("cancel", by: .user) == [])
    #expect(try waiting.codes("submit", by: .user) == ["E76"])
  }

  @Test func `starts anew only on a settled dispute about it`() throws {
    var declined = draft
    declined.view.state = Procedure.demand.state("declined") ?? declined.view.state
    #expect(try declined.codes("reopen", by: .bureau, 2, #"{"dispute":3}"#) == ["dispute.unsettled"])
    let settled = try declined.around("settledDisputes", "[3]").decide("reopen", by: .bureau, #"{"dispute":3}"#)
    #expect(settled.to.label == "待确认" && settled.starts.map(\.code) == ["CK4"])
  }

  @Test func `its optional parts need no stamped form`() {
    #expect(Procedure.demand.papers.map(\.refusal.code) == ["E60"])
  }
}
