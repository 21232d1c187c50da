import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `A line of the extranet` {
  private static let whole = #"{"plane":"one","number":"JYG-001","unit":"petition","bandwidth":100,"from":"市民中心","to":"电信枢纽"}"#
  private static let around = #"{"plane":{"plane":"one"},"register":{"budget":true},"now":"2026-11-30T10:00:00+08:00"}"#

  private func line(_ state: String) throws -> Trial { try Trial(.line, state, fields: Self.whole, context: Self.around) }

  @Test(.clause("NET-7a", "NET-7b")) func `NET-7 is only ever of the operator's own plane`() throws {
    #expect(try line("draft").codes("create", by: .lineOperator) == [])
    #expect(try line("draft").with("plane", #""two""#).codes("create", by: .lineOperator) == ["N12"])
    #expect(try line("draft").around("plane", nil).codes("create", by: .lineOperator) == ["N12"])
    #expect(try line("draft").with("plane", #""two""#).codes("create", by: .bureau) == ["N12"], "nor may the bureau give it to the wrong operator")
    #expect(Procedure.line.common.unseen.code == "N12")
  }

  @Test(.clause("NET-10")) func `NET-10 is paid by the bureau for a unit of the city's budget, else by the unit`() throws {
    #expect(try line("draft").decide("create", by: .lineOperator).fields?["payer"] == "bureau")
    #expect(try line("draft").around("register", #"{"budget":false}"#).decide("create", by: .lineOperator).fields?["payer"] == "unit")
    #expect(try line("draft").around("register", nil).with("payer", #""bureau""#).decide("create", by: .lineOperator).fields?["payer"] == "unit", "whatever was typed")
    let change = #"{"payer":"bureau","reason":"涉及全市一网通办"}"#
    #expect(try line("running").codes("change-payer", by: .bureau, 2, change) == ["N15"], "of the budget: fixed")
    let other = try line("running").around("register", #"{"budget":false}"#)
    #expect(try other.codes("change-payer", by: .unit, 2, change) == ["N15"])
    #expect(try other.codes("change-payer", by: .bureau, 2, #"{"payer":"bureau"}"#) == ["N40"], "not without a reason")
    #expect(try other.decide("change-payer", by: .bureau, change).fields?["payer"] == "bureau")
  }

  @Test(.clause("NET-18")) func `NET-18 tells when a fault began and when it was mended`() throws {
    let fault = #"{"since":"2026-11-30T07:00:00+08:00","symptom":"中断"}"#
    #expect(try line("running").decide("fault", by: .unit, fault).to.code == "faulty")
    #expect(try line("running").codes("fault", by: .unit, 2, #"{"since":"2026-11-30T11:00:00+08:00","symptom":"中断"}"#) == ["N40"], "not in the future")
    #expect(try line("faulty").codes("repair", by: .unit, 2, #"{"until":"2026-11-30T09:00:00+08:00","cause":"光缆"}"#) == ["N01"])
    let begun = try line("faulty").with("faultSince", #""2026-11-30T07:00:00+08:00""#)
    #expect(try begun.codes("repair", by: .lineOperator, 2, #"{"until":"2026-11-30T06:00:00+08:00","cause":"光缆"}"#) == ["N40"], "not before it began")
    #expect(try line("faulty").decide("repair", by: .lineOperator, #"{"until":"2026-11-30T09:00:00+08:00","cause":"光缆"}"#).to.code == "running")
    #expect(try line("stopped").codes("fault", by: .unit, 2, fault) == ["N43"])
  }

  @Test(.clause("NET-5.1", "NET-16")) func `NET-5.1 is isolated for an open incident alone, and restored before that closes`() throws {
    let why = #"{"incident":9,"reason":"病毒扩散"}"#
    #expect(try line("running").codes("isolate", by: .bureau, 2, why) == ["N40"])
    #expect(try line("running").around("incident", #"{"procedure":"extranet.incident","state":"closed"}"#).codes("isolate", by: .bureau, 2, why) == ["N40"])
    let open = try line("running").around("incident", #"{"procedure":"extranet.incident","state":"handling"}"#)
    #expect(try open.decide("isolate", by: .bureau, why).fields?["incident"] == 9)
    #expect(try open.codes("isolate", by: .lineOperator, 2, why) == ["N01"])
    #expect(try line("isolated").decide("restore", by: .bureau).to.code == "running")
    #expect(try line("cut").around("access", #"{"state":"cut"}"#).codes("restore", by: .bureau) == ["N43"], "while its access is cut off")
    let incident = try Trial(.incident, "handled", fields: #"{"level":"general"}"#, context: #"{"isolated":1}"#)
    #expect(try incident.codes("close", by: .bureau) == ["N43"])
    #expect(try incident.around("isolated", "0").codes("close", by: .bureau) == [])
  }

  @Test func `hangs on an access of its unit that is not closed`() throws {
    func access(_ department: String, _ state: String) throws -> [String] {
      try line("draft").with("access", "7").around("access", #"{"procedure":"extranet.access","department":"\#(department)","state":"\#(state)"}"#).codes("create", by: .lineOperator)
    }
    #expect(try access("petition", "open") == [])
    #expect(try access("market", "open") == ["N40"])
    #expect(try access("petition", "closed") == ["N40"])
    #expect(try line("draft").with("access", "7").codes("create", by: .lineOperator) == ["N40"])
  }

  @Test func `of before the system is registered by the bureau with where that stands`() throws {
    #expect(try line("draft").codes("import", by: .lineOperator) == ["N01"])
    #expect(try line("draft").codes("import", by: .bureau) == ["N40"])
    #expect(try Trial(.line, "draft", fields: Self.whole, context: Self.around, papers: ["origin"]).decide("import", by: .bureau).to.code == "running")
  }
}
