import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-11.4b need of data from above` {
  private func trial(_ state: String, papers: Set<String> = []) throws -> Trial {
    try Trial(
      .crossLevel, state,
      fields: """
        {"name":"全省社保","reach":"cross-level","purpose":"履行核查职责","system":"核查系统","items":["编号"],"contact":"张三","phone":"0937-1"}
        """, context: "{}", papers: papers)
  }

  @Test(.clause("EX-11.4b")) func `EX-11.4b goes upward by the bureau alone`() throws {
    #expect(try trial("collected").codes("send-up", by: .user, 2, #"{"document":"嘉数函1号"}"#) == ["E56"])
    #expect(try trial("collected").codes("send-up", by: .bureau, 2, #"{"document":"嘉数函1号"}"#) == [])
    #expect(try trial("collecting").codes("batch", by: .user, 2, #"{"batch":"2026-11"}"#) == ["E02"])
    #expect(try trial("collecting").codes("send-up", by: .bureau, 2, #"{"document":"嘉数函1号"}"#) == ["E76"])
  }

  @Test func `is published only with a resource that is there`() throws {
    let passed = try trial("local-publishing")
    #expect(try passed.codes("publish", by: .bureau, 2, #"{"resource":3}"#) == ["E57"])
    #expect(try passed.codes("publish", by: .bureau) == ["E57", "E57"])
    #expect(try passed.around("resourceLive", "true").decide("publish", by: .bureau, #"{"resource":3}"#).effects == [.tellApplicable])
  }

  @Test func `the answer from above lies there as a document`() throws {
    #expect(try trial("above-review").codes("pass", by: .bureau, 2, #"{"document":"甘数函2号"}"#) == ["E59"])
    #expect(try trial("above-review", papers: ["upper-document"]).codes("pass", by: .bureau, 2, #"{"document":"甘数函2号"}"#) == [])
    #expect(try trial("above-review", papers: ["upper-document"]).codes("reject", by: .bureau, 2, #"{"reason":"不通过"}"#) == ["E15"])
  }

  @Test func `says what it needs, and its sender does not collect it`() throws {
    #expect(try trial("draft").with("items", "[]").codes("submit", by: .user) == ["E44"])
    var sent = try trial("collecting")
    sent.view.actedBy = ["submit": 2]
    #expect(try sent.codes("batch", by: .bureau, 2, #"{"batch":"2026-11"}"#) == ["E75"])
  }
}
