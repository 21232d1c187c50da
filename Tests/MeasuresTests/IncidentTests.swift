import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `An incident of the extranet` {
  private func trial(_ state: String, level: String = "general", urgent: Bool = false) throws -> Trial {
    try Trial(
      .incident, state,
      fields: #"{"title":"扫描告警","description":"外部扫描","level":"\#(level)","urgent":\#(urgent),"foundAt":"2026-12-01T09:00:00+08:00"}"#,
      context: #"{"now":"2026-12-01T10:00:00+08:00"}"#)
  }

  @Test(.clause("NET-6.4")) func `NET-6.4 is closed by the bureau alone, and guided by it`() throws {
    #expect(try trial("handled").codes("close", by: .unit) == ["N11"])
    #expect(try trial("handled").codes("close", by: .bureau) == [])
    #expect(try trial("handling").codes("close", by: .bureau) == ["N43"])
    #expect(try trial("located").codes("guide", by: .bureau, 2, #"{"guidance":"先隔离"}"#) == [])
    #expect(try trial("located").codes("guide", by: .unit, 2, #"{"guidance":"先隔离"}"#) == ["N01"])
  }

  @Test(.clause("NET-14")) func `NET-14 says whose the security is, and who supervises it`() throws {
    let whose = #"{"code":"petition","name":"市信访局"}"#
    let told = try trial("draft").around("whose", whose).decide("report", by: .unit).fields
    #expect(told?["responsible"] == "市信访局" && told?["supervisor"] == "市数据局")
    let problem = try Trial(
      .problem, "registered", fields: #"{"unit":"petition","description":"弱口令","severity":"serious"}"#, context: #"{"now":"2026-12-01T10:00:00+08:00","whose":\#(whose)}"#)
    #expect(try problem.decide("notify", by: .bureau, #"{"due":"2026-12-18"}"#).fields?["responsible"] == "市信访局")
    let access = Procedure.access.fields.map(\.name)
    #expect(access.contains("responsible") && access.contains("supervisor"))
  }

  @Test(.clause("NET-16"), arguments: [("general", false, []), ("larger", false, []), ("general", true, ["N34"]), ("serious", false, ["N34"]), ("gravest", true, ["N34"])])
  func `NET-16 is announced before it is closed where it is serious or urgent`(level: String, urgent: Bool, codes: [String]) throws {
    var trial = try trial("handled", level: level, urgent: urgent)
    #expect(try trial.codes("close", by: .bureau) == codes)
    #expect(try self.trial("draft", level: level, urgent: urgent).decide("report", by: .unit).starts.map(\.code) == (codes.isEmpty ? [] : ["NK7"]))
    trial.view.order["announce"] = 6
    #expect(try trial.codes("close", by: .bureau) == [])
  }

  @Test(.clause("NET-21")) func `NET-21 shows to whom it was transferred, and when`() throws {
    #expect(try trial("found").codes("transfer", by: .bureau, 2, #"{"body":"市公安局","on":"2026-12-01"}"#) == [])
    #expect(try trial("found").codes("transfer", by: .bureau, 2, #"{"body":"市公安局"}"#) == ["N40"])
    #expect(try trial("found").codes("transfer", by: .unit, 2, #"{"body":"市公安局","on":"2026-12-01"}"#) == ["N01"])
  }

  @Test func `goes its way step by step`() throws {
    let way = [("draft", "report", "found"), ("found", "locate", "located"), ("located", "analyse", "analysed"), ("analysed", "handle", "handling"), ("handling", "done", "handled")]
    let input = #"{"place":"一楼","cause":"误配","measures":"隔离","result":"恢复"}"#
    for (from, step, to) in way {
      let asks = Procedure.incident.steps.first { $0.name == step }?.asks.map(\.name) ?? []
      let words = JSONObject((try JSON.parse(input).object?.members ?? []).filter { asks.contains($0.name) })
      #expect(try trial(from).decide(step, by: .unit, JSON.object(words).text).to.code == to)
    }
    #expect(try trial("draft").with("title", nil).codes("report", by: .unit) == ["N40"])
  }
}
