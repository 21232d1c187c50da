import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-5.4b and EX-11.3 quality of data` {
  private func trial(_ state: String, channel: String = "online") throws -> Trial {
    try Trial(.quality, state, fields: #"{"description":"编号重复","channel":"\#(channel)"}"#, context: #"{"everGranted":true}"#)
  }

  @Test func `reaches provider and bureau in one act`() throws {
    let sent = try trial("draft").decide("submit", by: .user)
    #expect(sent.effects == [.tellBureau] && sent.to.label == "已提交")
    #expect(sent.starts.allSatisfy { !$0.limit.isStatutory })
  }

  @Test(.clause("EX-11.3")) func `EX-11.3 comes from who once was authorized`() throws {
    #expect(try trial("draft").around("everGranted", "false").codes("submit", by: .user) == ["E54"])
  }

  @Test func `an offline one names who reported it and when`() throws {
    #expect(try trial("draft", channel: "offline").codes("submit", by: .bureau) == ["E59", "E59"])
    #expect(try trial("draft").codes("submit", by: .provider) == ["E59", "E59"])
    let named = try trial("draft", channel: "offline").with("reporter", #""李四""#).with("reportedOn", #""2026-11-20""#)
    #expect(try named.codes("submit", by: .bureau) == [])
  }

  @Test(.clause("EX-5.4b")) func `EX-5.4b is resolved with a result and closed or reopened by reporter or bureau`() throws {
    #expect(try trial("handling").codes("resolve", by: .provider) == ["E18"])
    let resolved = try trial("handling").decide("resolve", by: .provider, #"{"result":"已去重并重新加载"}"#)
    #expect(resolved.effects == [.tellBureau] && resolved.to.label == "待反馈方确认")
    for party in [Party.user, .bureau] {
      #expect(try trial("feedback").decide("accept", by: party).to.label == "已关闭")
      #expect(try trial("feedback").decide("reopen", by: party, #"{"reason":"仍有重复编号"}"#).to.label == "处理中")
      #expect(try trial("untrue").decide("reopen", by: party, #"{"reason":"附上截图"}"#).to.label == "已提交")
    }
    #expect(try trial("feedback").codes("accept", by: .provider) == ["E02"])
    var own = try trial("submitted")
    own.view.actedBy = ["submit": 2]
    #expect(try own.codes("confirm", by: .provider, 2) == ["E75"])
    #expect(try trial("submitted").codes("deny", by: .provider, 2, #"{"reason":"无"}"#) == ["E15"])
    #expect(try trial("submitted").codes("accept", by: .user) == ["E76"])
  }
}
