import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `EX-11 grant` {
  static func grant(_ state: String = "in-force") throws -> Trial {
    try Trial(
      .grant, state, fields: "{}",
      context: """
        {"kind":"interface","resourceState":"attached","idleFrom":"2026-11-21T00:00:00+08:00","now":"2026-11-20T23:00:00+08:00",
         "expiresAt":"2029-11-24T00:00:00+08:00","suspendedBy":"BUREAU"}
        """)
  }
  static let facts = #"{"facts":"向第三方提供数据","evidence":"调用记录"}"#
  static let violation = #"{"ground":"violation","facts":"向第三方提供数据","evidence":"调用记录"}"#

  @Test(.clause("EX-11.1d", "EX-5.5"), arguments: [("suspend", "暂停"), ("terminate", "已终止")])
  func `is stopped for a violation, with its facts`(step: String, label: String) throws {
    #expect(try Self.grant().codes(step, by: .provider) == ["E19", "E19"])
    #expect(try Self.grant().codes(step, by: .provider, 2, #"{"facts":"拒绝","evidence":"日志"}"#) == ["E19"])
    #expect(try Self.grant().codes(step, by: .provider, 2, #"{"facts":"向第三方提供数据"}"#) == ["E19"])
    let decision = try Self.grant().decide(step, by: .provider, Self.facts)
    #expect(decision.to.label == label && decision.effects == [.changeGrant, .reportViolation])
  }

  @Test(.clause("EX-5.5")) func `is revoked for a violation only with its facts`() throws {
    #expect(try Self.grant().codes("revoke", by: .provider) == ["E59", "E19", "E19"])
    #expect(try Self.grant().codes("revoke", by: .provider, 2, #"{"ground":"violation"}"#) == ["E19", "E19"])
    #expect(try Self.grant().codes("revoke", by: .provider, 2, #"{"ground":"violation","facts":"","evidence":"日志"}"#) == ["E19"])
    #expect(try Self.grant("suspended").decide("revoke", by: .bureau, Self.violation).to.label == "已收回")
  }

  @Test(.clause("EX-11.2c"), arguments: [("2026-11-20T23:00:00+08:00", ["E52"]), ("2026-11-21T00:00:00+08:00", [])])
  func `unused for more than three months may be revoked, not an hour earlier`(now: String, codes: [String]) throws {
    #expect(try Self.grant().around("now", "\"\(now)\"").codes("revoke", by: .provider, 2, #"{"ground":"unused"}"#) == codes)
  }

  @Test(.clause("EX-11.2c")) func `unused is the provider's ground, for interfaces, while both serve`() throws {
    let idle = try Self.grant().around("now", #""2026-12-01T00:00:00+08:00""#)
    let unused = #"{"ground":"unused"}"#
    #expect(try idle.around("kind", #""table""#).codes("revoke", by: .provider, 2, unused) == ["E53"])
    #expect(try idle.codes("revoke", by: .bureau, 2, unused) == ["E02"])
    #expect(try idle.around("resourceState", #""paused""#).codes("revoke", by: .provider, 2, unused) == ["E76"])
    let suspended = try Self.grant("suspended").around("now", #""2026-12-01T00:00:00+08:00""#)
    #expect(try suspended.codes("revoke", by: .provider, 2, unused) == ["E76"])
  }

  @Test(.clause("EX-11.1d")) func `is resumed by who suspended it or the bureau`() throws {
    #expect(try Self.grant("suspended").codes("resume", by: .provider) == ["E02"])
    #expect(try Self.grant("suspended").codes("resume", by: .bureau) == [])
    #expect(try Self.grant("suspended").around("suspendedBy", #""PROVIDER""#).codes("resume", by: .provider) == [])
  }

  @Test(.clause("EX-11.2b"), arguments: [
    ("in-force", "suspend", facts), ("suspended", "resume", "{}"), ("in-force", "revoke", violation), ("in-force", "terminate", facts),
    ("in-force", "give-up", "{}"),
  ])
  func `has ended when its term has, and no act finds it alive`(state: String, step: String, input: String) throws {
    let over = try Self.grant(state).around("now", #""2029-11-24T00:00:00+08:00""#)
    #expect(try over.codes(step, by: step == "give-up" ? .user : .bureau, 2, input) == ["E76"])
    #expect(try over.decide("expire", by: .system).to.label == "已到期")
    #expect(try Self.grant(state).around("now", #""2029-11-23T23:59:59+08:00""#).codes("expire", by: .system) == ["E76"])
  }

  @Test(.clause("EX-11.2b"), arguments: ["revoked", "terminated", "expired"])
  func `does not come back`(state: String) throws {
    for step in ["resume", "suspend", "revoke", "terminate"] {
      #expect(try Self.grant(state).codes(step, by: .bureau, 2, step == "revoke" ? Self.violation : Self.facts).contains("E76"))
    }
  }

  @Test(.clause("EX-11.4a")) func `is opened by nobody`() { #expect(Procedure.grant.openers.isEmpty) }

  @Test func `is given up by its user alone`() throws {
    #expect(try Self.grant().codes("give-up", by: .provider) == ["E02"])
    #expect(try Self.grant().decide("give-up", by: .user).to.label == "已终止")
    #expect(try Self.grant().decide("resource-offline", by: .system).to.label == "已终止")
  }
}
