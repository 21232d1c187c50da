import Evidence
import Measures
import Testing
import Workflow

@Suite struct `EX-17c stop of service` {
  private func trial(_ start: String, _ end: String, now: String = "2026-11-26T10:00:00+08:00", workday: Bool = false, state: String = "draft")
    throws -> Trial
  {
    try Trial(
      .stop, state,
      fields: #"{"title":"升级","scope":"全部服务","startsAt":"\#(start)","endsAt":"\#(end)","reason":"数据库升级"}"#,
      context: #"{"now":"\#(now)","earliestStop":"2026-11-30T10:00:00+08:00","touchesWorkday":\#(workday)}"#)
  }

  @Test(.clause("EX-17c")) func `EX-17c is announced two working days ahead, with a reason on a working day`() throws {
    #expect(try trial("2026-11-28T10:00:00+08:00", "2026-11-28T12:00:00+08:00").codes("publish", by: .bureau) == ["E70"])
    let monday = try trial("2026-11-30T10:00:00+08:00", "2026-11-30T12:00:00+08:00", workday: true)
    #expect(try monday.codes("publish", by: .bureau) == ["E71"])
    #expect(try monday.with("workdayReason", #""供应商仅工作日到场""#).decide("publish", by: .bureau).effects == [.announceStop])
  }

  @Test func `has an end after its start`() throws {
    #expect(try trial("2026-12-05T10:00:00+08:00", "2026-12-05T10:00:00+08:00").codes("publish", by: .bureau) == ["E59"])
    #expect(try trial("2026-12-05T10:00:00+08:00", "2026-12-05T12:00:00+08:00").codes("publish", by: .user) == ["E02"])
  }

  @Test func `starts and ends by the clock; the bureau may end it earlier`() throws {
    let (start, end) = ("2026-12-05T10:00:00+08:00", "2026-12-05T12:00:00+08:00")
    #expect(try trial(start, end, now: "2026-12-05T09:59:59+08:00", state: "published").codes("start", by: .system) == ["E76"])
    #expect(try trial(start, end, now: start, state: "published").codes("start", by: .system) == [])
    #expect(try trial(start, end, now: "2026-12-05T11:00:00+08:00", state: "stopped").codes("end", by: .system) == ["E76"])
    #expect(try trial(start, end, now: "2026-12-05T11:00:00+08:00", state: "stopped").codes("end", by: .bureau) == [])
    #expect(try trial(start, end, now: end, state: "stopped").codes("end", by: .system) == [])
    #expect(try trial(start, end, state: "published").codes("cancel", by: .bureau, 2, #"{"reason":"无"}"#) == ["E15"])
  }
}
