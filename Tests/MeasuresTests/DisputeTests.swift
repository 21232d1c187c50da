import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-16 dispute` {
  private let raiser = Party("RAISER", "提出方")
  private func trial(_ state: String, papers: Set<String> = []) throws -> Trial {
    try Trial(.dispute, state, fields: #"{"about":"result","claim":"符合共享条件"}"#, context: "{}", papers: papers)
  }

  @Test func `is raised by any side and reaches the bureau`() throws {
    #expect(try trial("draft").decide("raise", by: raiser).effects == [.tellBureau])
    #expect(try trial("draft").with("claim", nil).codes("raise", by: raiser) == ["E59"])
    #expect(try trial("raised").codes("record", by: raiser) == ["E02"])
  }

  @Test(.clause("EX-16")) func `EX-16 goes to the city government after a recorded consultation, and not before`() throws {
    for state in ["raised", "consulting"] {
      #expect(try trial(state).codes("escalate", by: .bureau, 2, #"{"document":"嘉数报1号"}"#) == ["E67"])
    }
    #expect(try trial("consulting").codes("fail", by: .bureau, 2, #"{"result":"双方各持己见"}"#) == ["E67"])
    #expect(try trial("consulting", papers: ["consultation-record"]).codes("fail", by: .bureau, 2, #"{"result":"双方各持己见"}"#) == [])
    #expect(try trial("failed").codes("escalate", by: .bureau, 2, #"{"document":"嘉数报1号"}"#) == [])
  }

  @Test func `ends with a document, or by who raised it`() throws {
    #expect(try trial("government").codes("result", by: .bureau, 2, #"{"result":"予以共享"}"#) == ["E59"])
    #expect(try trial("government", papers: ["government-opinion"]).codes("result", by: .bureau, 2, #"{"result":"予以共享"}"#) == [])
    #expect(try trial("government").codes("drop", by: raiser) == [])
    var own = try trial("government", papers: ["government-opinion"])
    own.view.actedBy = ["raise": 2]
    #expect(try own.codes("result", by: .bureau, 2, #"{"result":"予以共享"}"#) == ["E75"])
    #expect(try trial("coordinated").codes("escalate", by: .bureau, 2, #"{"document":"嘉数报1号"}"#) == ["E76"])
    #expect(try trial("agreed").codes("drop", by: raiser) == ["E76"])
  }
}
