import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-5.5 violation` {
  private func trial(_ state: String) throws -> Trial {
    try Trial(
      .violation, state, fields: #"{"facts":"向第三方提供数据","evidence":"调用日志","grants":[5]}"#, context: #"{"sharedGrants":[4,5]}"#)
  }

  @Test(.clause("EX-5.5"), arguments: [("facts", nil), ("facts", #""无""#), ("evidence", nil)])
  func `EX-5.5 wants facts and evidence`(field: String, value: String?) throws {
    #expect(try trial("draft").with(field, value).codes("dispose", by: .provider, 2, #"{"measure":"suspend"}"#) == ["E19"])
  }

  @Test func `is recorded and disposed of in one act, or in two`() throws {
    let once = try trial("draft").decide("dispose", by: .provider, #"{"measure":"suspend"}"#)
    #expect(once.to.label == "已处置已报备" && once.effects == [.applyMeasure, .tellBureau])
    #expect(try trial("draft").decide("record", by: .bureau).to.label == "已登记")
    #expect(try trial("registered").decide("dispose", by: .bureau, #"{"measure":"warn"}"#).to.label == "已处置已报备")
    #expect(try trial("draft").codes("dispose", by: .provider) == ["E59"])
  }

  @Test func `names grants of the same two departments, and falls by who recorded it`() throws {
    #expect(try trial("draft").with("grants", "[6]").codes("record", by: .provider) == ["E59"])
    var recorded = try trial("registered")
    recorded.view.actedBy = ["record": 2]
    #expect(try recorded.codes("dismiss", by: .provider, 3, #"{"reason":"系误报"}"#) == ["E02"])
    #expect(try recorded.codes("dismiss", by: .provider, 2, #"{"reason":"无"}"#) == ["E15"])
    #expect(try recorded.codes("dismiss", by: .provider, 2, #"{"reason":"系误报"}"#) == [])
    #expect(try recorded.codes("close", by: .bureau) == ["E76"])
    var disposed = try trial("disposed")
    disposed.view.actedBy = ["dispose": 2]
    #expect(try disposed.codes("close", by: .bureau, 2) == ["E75"])
  }
}
