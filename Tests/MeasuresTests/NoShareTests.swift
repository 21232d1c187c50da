import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-5.1c data that are not shared` {
  private let draft: Trial

  init() throws {
    draft = try Trial(
      .noShare, "draft",
      fields: """
        {"name":"涉密名录","reason":"涉及国家秘密","basisType":"law","basisTitle":"保守国家秘密法","basisArticle":"第九条","documentNumber":"嘉公函〔2026〕1号"}
        """, context: "{}", papers: ["official-document"])
  }

  @Test(.clause("EX-5.1c"), arguments: [
    ("basisType", #""department-rule""#, "E09"), ("basisType", nil, "E09"), ("reason", #""无""#, "E10"), ("reason", nil, "E10"),
    ("basisTitle", nil, "E59"),
  ])
  func `EX-5.1c wants a reason and a basis of the three kinds`(field: String, value: String?, code: String) throws {
    #expect(try draft.with(field, value).codes("submit", by: .provider) == [code])
  }

  @Test func `wants the formal document, and nothing of it published`() throws {
    var bare = draft
    bare.view.papers = []
    #expect(try bare.codes("submit", by: .provider) == ["E11"])
    #expect(try draft.around("alreadyPublished", #""A-1""#).codes("submit", by: .provider) == ["E05"])
    #expect(try draft.codes("submit", by: .provider) == [])
  }

  @Test func `is filed by another person of the bureau, and deregistered by its provider`() throws {
    var sent = draft
    sent.view.state = Procedure.noShare.state("filing") ?? sent.view.state
    sent.view.actedBy = ["submit": 2]
    #expect(try sent.codes("file", by: .bureau, 2) == ["E75"])
    #expect(try sent.codes("file", by: .provider, 3) == ["E02"])
    #expect(try sent.codes("return", by: .bureau, 3, #"{"reason":"退回"}"#) == ["E15"])
    #expect(try sent.codes("cancel", by: .provider, 3, #"{"reason":"现可共享"}"#) == ["E76"])
    #expect(try sent.codes("file", by: .bureau, 3) == [])
  }
}
