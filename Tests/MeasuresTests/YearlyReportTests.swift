import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `A yearly report` {
  private static let whole =
    #"{"year":"2026","due":"2026-12-31","work":"运行平稳","terminals":120,"lines":2,"bandwidth":200,"incidents":0,"rectified":1,"officer":"李二"}"#

  private func report(_ state: String, at time: String) throws -> Trial { try Trial(.yearlyReport, state, fields: Self.whole, context: #"{"now":"\#(time)+08:00"}"#) }

  @Test(.clause("NET-22"), arguments: [("2026-12-31T23:59:59", "yes"), ("2027-01-01T00:00:00", "no"), ("2026-12-01T00:00:00", "yes"), ("2027-02-03T09:00:00", "no")])
  func `NET-22 is in time through the last second of the year, and late but accepted after it`(time: String, timely: String) throws {
    let decision = try report("unreported", at: time).decide("submit", by: .unit)
    #expect(decision.to.code == "reported" && decision.fields?["timely"]?.string == timely)
  }

  @Test(.clause("NET-22")) func `NET-22 keeps what the first submission was when it came back`() throws {
    #expect(try report("returned", at: "2027-01-08T09:00:00").with("timely", #""yes""#).decide("submit", by: .unit).fields?["timely"] == "yes")
    #expect(try report("returned", at: "2027-01-08T09:00:00").with("timely", #""no""#).decide("submit", by: .unit).fields?["timely"] == "no")
  }

  @Test(.clause("NET-22"), arguments: ["work", "terminals", "lines", "bandwidth", "incidents", "rectified", "officer"])
  func `NET-22 says everything that the measure asks`(field: String) throws {
    #expect(try report("unreported", at: "2026-12-10T09:00:00").with(field, nil).codes("submit", by: .unit) == ["N40"])
  }

  @Test(.clause("NET-22")) func `NET-22 is made once a year; who wants to change it asks for it back`() throws {
    let done = try report("reported", at: "2026-12-20T09:00:00")
    #expect(try done.codes("submit", by: .unit) == ["N41"])
    #expect(try report("accepted", at: "2026-12-20T09:00:00").codes("submit", by: .unit) == ["N41"])
    #expect(try done.codes("ask-return", by: .unit) == ["N40"])
    #expect(try done.decide("ask-return", by: .unit, #"{"reason":"终端数有误"}"#).effects == [.tellBureau])
    #expect(try done.decide("return", by: .bureau, #"{"reason":"请补充"}"#).to == .returned)
    #expect(try done.codes("return", by: .unit, 2, #"{"reason":"请补充"}"#) == ["N01"])
    #expect(try done.decide("accept", by: .bureau).to.code == "accepted")
  }

  @Test func `has the year and the last day of the calendar, and no other`() throws {
    #expect(try report("unreported", at: "2026-12-10T09:00:00").with("due", #""2027-12-31""#).codes("submit", by: .unit) == ["N40"])
    #expect(Procedure.yearlyReport.fields.filter { !$0.isTyped }.map(\.name) == ["year", "due", "timely"])
    let fixed = try JSON.parse(#"{"work":"一","timely":"yes"}"#).object ?? JSONObject()
    #expect(throws: Refused.self) { try Procedure.yearlyReport.leavesFixed(fixed) }
  }
}

@Suite struct `A bulletin of the extranet` {
  private static let yearly =
    #"{"kind":"yearly","title":"2026年度通报","year":"2026","text":"一","access":"一","security":"二","lines":"三","keyWork":"四","addressees":["petition","market"]}"#

  private func bulletin(_ state: String) throws -> Trial {
    try Trial(.netBulletin, state, fields: Self.yearly, context: #"{"departments":["petition","market"],"waiting":["petition","market"],"actor":"petition"}"#)
  }

  @Test(.clause("NET-19")) func `NET-19 is signed before it is published`() throws {
    #expect(try bulletin("draft").codes("publish", by: .bureau) == ["N35"])
    #expect(try bulletin("draft").decide("sign", by: .bureau).to.code == "signed")
    #expect(try bulletin("signed").decide("publish", by: .bureau).effects == [.address])
    #expect(try bulletin("signed").codes("publish", by: .unit) == ["N01"])
  }

  @Test(.clause("NET-19"), arguments: ["year", "access", "security", "lines", "keyWork"]) func `NET-19 has the year and its four chapters`(field: String) throws {
    #expect(try bulletin("draft").with(field, nil).codes("sign", by: .bureau) == ["N40"])
    #expect(try bulletin("draft").with("kind", #""situation""#).with(field, nil).codes("sign", by: .bureau) == [], "a situation's bulletin has no chapters")
  }

  @Test(.clause("NET-16")) func `NET-16 names the incident that it is about`() throws {
    let incident = try bulletin("draft").with("kind", #""incident""#)
    #expect(try incident.codes("sign", by: .bureau) == ["N40"])
    #expect(try incident.around("about", #"{"procedure":"extranet.incident"}"#).codes("sign", by: .bureau) == [])
    #expect(try bulletin("draft").with("addressees", #"["nobody"]"#).codes("sign", by: .bureau) == ["N40"])
  }

  @Test func `is receipted by each unit that it addresses, once`() throws {
    #expect(try bulletin("published").decide("receipt", by: .participant).to.code == "published")
    #expect(try bulletin("published").around("waiting", #"["market"]"#).codes("receipt", by: .participant) == ["N43"])
    #expect(try bulletin("published").around("waiting", #"["petition"]"#).decide("receipt", by: .participant).to.code == "receipted")
  }

  @Test(.clause("NET-19")) func `NET-19 is owed once a calendar year, from the first access on`() throws {
    let duty = Duty.yearlyBulletin
    func open(_ since: Int?, _ done: Set<Int>, _ today: String) throws -> String {
      let (missed, running) = duty.open(since: since, fulfilled: done, today: try #require(Day(today)))
      return "\(missed) \(running)"
    }
    #expect(try open(2026, [], "2026-12-31") == "[] true")
    #expect(try open(2026, [], "2027-01-01") == "[2026] true")
    #expect(try open(2025, [2026], "2027-01-01") == "[2025] true")
    #expect(try open(2026, [2026, 2027], "2027-06-01") == "[] false")
    #expect(try open(nil, [], "2027-06-01") == "[] false")
  }
}
