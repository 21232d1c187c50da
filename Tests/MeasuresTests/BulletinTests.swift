import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-17b and EX-21 bulletin` {
  private let addressee = Party("ADDRESSEE", "被通报部门")
  private func trial(_ state: String, kind: String = "criticism", actor: String = "market", waiting: String = #"["market","statistics"]"#) throws -> Trial {
    try Trial(
      .bulletin, state,
      fields: #"{"kind":"\#(kind)","title":"关于超期的通报","text":"……","addressees":["market","statistics"],"facts":[3]}"#,
      context: """
        {"departments":["market","statistics","data-bureau"],"knownFacts":[3],"actor":"\(actor)","waiting":\(waiting),"snapshot":false}
        """)
  }

  @Test(.clause("EX-21")) func `EX-21 criticism rests on linked facts`() throws {
    #expect(try trial("draft").codes("sign", by: .bureau) == [])
    #expect(try trial("draft").with("facts", nil).codes("sign", by: .bureau) == ["E73"])
    #expect(try trial("draft").with("facts", "[4]").codes("sign", by: .bureau) == ["E73"])
  }

  @Test(.clause("EX-17b")) func `EX-17b is signed before it is published, on a frozen month`() throws {
    #expect(try trial("draft").codes("publish", by: .bureau) == ["E69"])
    #expect(try trial("signed").decide("publish", by: .bureau).effects == [.deliverBulletin])
    #expect(try trial("draft", kind: "usage").codes("sign", by: .bureau) == ["E59"])
    #expect(try trial("draft", kind: "usage").around("snapshot", "true").codes("sign", by: .bureau) == [])
    #expect(try trial("draft").with("addressees", #"["nobody"]"#).codes("sign", by: .bureau) == ["E59"])
    #expect(try trial("draft").codes("sign", by: .user) == ["E02"])
  }

  @Test func `is done when the last addressee has signed`() throws {
    #expect(try trial("published").decide("receipt", by: addressee).to.label == "已发布")
    #expect(try trial("published", waiting: #"["market"]"#).decide("receipt", by: addressee).to.label == "已签收")
    #expect(try trial("published", waiting: #"["statistics"]"#).codes("receipt", by: addressee) == ["E76"])
  }
}
