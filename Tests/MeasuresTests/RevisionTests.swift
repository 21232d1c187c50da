import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-6b revision of a catalogue` {
  private let draft: Trial

  init() throws {
    draft = try Trial(
      .revision, "draft",
      fields: """
        {"name":"企业登记","summary":"登记信息","class":"conditional","conditions":["履职需要"],"frequency":"daily","noMaterials":true,
         "items":[{"name":"no","label":"编号","type":"text"}],"changes":[7],"note":"增加数据项"}
        """,
      context: #"{"parentState":"published","openChanges":[7],"otherRevision":false,"catalogueCode":"A-1"}"#)
  }

  @Test func `goes to the bureau, and its changes are met by the submission`() throws {
    let sent = try draft.decide("submit", by: .provider)
    #expect(sent.to.code == "review" && sent.effects == [.meetChanges])
  }

  @Test(arguments: [
    ("class", #""none""#, "E05"), ("class", nil, "E04"), ("conditions", nil, "E07"), ("noMaterials", nil, "E06"), ("note", nil, "E59"),
    ("changes", "[8]", "E59"), ("code", #""B-2""#, "E59"), ("items", "[]", "E59"), ("name", "\"\"", "E59"),
  ])
  func `names what is wrong`(field: String, value: String?, code: String) throws {
    #expect(try draft.with(field, value).codes("submit", by: .provider).contains(code))
  }

  @Test(.clause("EX-5.1a")) func `EX-5.1a a published catalogue does not become 不予共享 by a revision`() throws {
    #expect(try draft.with("class", #""none""#).codes("submit", by: .provider) == ["E05"])
  }

  @Test func `waits for the one under review, and for a catalogue that lives`() throws {
    #expect(try draft.around("otherRevision", "true").codes("submit", by: .provider) == ["E76"])
    #expect(try draft.around("parentState", #""cancelled""#).codes("submit", by: .provider) == ["E76"])
  }

  @Test func `is decided by another person of the bureau alone, with a reason when returned`() throws {
    var sent = try Trial(.revision, "review", fields: "{}", context: #"{"parentState":"published"}"#)
    sent.view.actedBy = ["submit": 5]
    #expect(try sent.codes("approve", by: .provider) == ["E22"])
    #expect(try sent.codes("approve", by: .bureau, 5) == ["E75"])
    #expect(try sent.codes("return", by: .bureau, 2, #"{"reason":"退回"}"#) == ["E15"])
    #expect(try sent.codes("submit", by: .bureau) == ["E02"])
    #expect(try sent.decide("return", by: .bureau, #"{"reason":"数据项缺说明"}"#).effects == [.returnChanges])
    #expect(try sent.decide("approve", by: .bureau).effects == [.reviseCatalogue])
  }
}
