import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `Ledgers of the extranet` {
  private func codes(_ ledger: Ledger, _ entry: String, around: String = "{}") throws -> [String] {
    ledger.check(try JSON.parse(entry).object ?? JSONObject(), around: try JSON.parse(around).object ?? JSONObject(), today: try #require(Day("2026-12-01"))).map(\.code)
  }

  @Test(.clause("NET-7c"), arguments: [("2026-10-31", []), ("2026-11-01", ["N13"]), ("2025-10-31", ["N13"]), ("2025-11-01", [])])
  func `NET-7c keep no maintenance outside its contract's period`(day: String, expected: [String]) throws {
    let entry = #"{"date":"\#(day)","contract":"YW-1","object":"metropolitan","place":"核心机房","work":"巡检","result":"正常"}"#
    #expect(try codes(.maintenance, entry, around: #"{"contract":{"from":"2025-11-01","to":"2026-10-31"}}"#) == expected)
    #expect(try codes(.maintenance, entry) == ["N13"], "nor under a contract that nobody knows")
  }

  @Test(.clause("NET-7c")) func `NET-7c know each contract's number, period and scope, and tell before it ends`() throws {
    let contract = #"{"date":"2025-10-20","number":"YW-1","contractor":"某公司","from":"2025-11-01","to":"2026-10-31","scope":"城域网运维"}"#
    #expect(try codes(.contract, contract) == [])
    #expect(try codes(.contract, contract.replacing("2026-10-31", with: "2025-10-31")) == ["N40"])
    #expect(Ledger.contract.expires?.field == "to" && Setting.named(Ledger.contract.expires?.setting ?? "")?.usual == [30])
  }

  @Test(.clause("NET-15a"), arguments: [(1, ["N33"]), (2, ["N33"]), (3, []), (4, []), (6, ["N40"])])
  func `NET-15a take no grading below level three`(level: Int, expected: [String]) throws {
    let entry = #"{"object":"one","level":\#(level),"filing":"6202","agency":"测评中心","date":"2026-11-20","result":"符合"}"#
    #expect(try codes(.grading, entry) == expected)
  }

  @Test(.clause("NET-5.4")) func `NET-5.4 keep what was agreed with the province, with its document`() throws {
    #expect(try codes(.guidance, #"{"date":"2026-11-20","subject":"骨干网割接","result":"十二月实施"}"#) == [])
    #expect(try codes(.guidance, #"{"date":"2026-12-02","subject":"骨干网割接","result":"十二月实施"}"#) == ["ledger.future"])
    #expect(try codes(.guidance, "{}") == ["N40", "N40", "N40"])
    #expect(Ledger.guidance.papers.map(\.name) == ["document"])
  }

  @Test(.clause("NET-5.1")) func `NET-5.1 say of each node where it stands, on which plane, and its state`() throws {
    let node = #"{"date":"2026-11-20","name":"核心交换机","place":"市政府机房","plane":"metropolitan","segment":"metropolitan","state":"running"}"#
    #expect(try codes(.device, node) == [])
    for name in ["place", "plane", "state", "segment"] {
      var entry = try JSON.parse(node).object ?? JSONObject()
      entry[name] = nil
      #expect(try codes(.device, JSON.object(entry).text) == ["N40"], "\(name)")
    }
  }

  @Test(.clause("NET-17")) func `NET-17 remind a year after the last time, and call nothing late`() throws {
    for duty in [Duty.assessment, .drill, .planRevision, .grading] {
      let base = try #require(Day("2025-11-01"))
      #expect(duty.missed(since: base, months: 12, today: try #require(Day("2026-12-01"))) == Day("2026-11-01"))
      #expect(duty.missed(since: base, months: 12, today: try #require(Day("2026-11-01"))) == nil)
      #expect(duty.owner == .bureau)
    }
  }
}
