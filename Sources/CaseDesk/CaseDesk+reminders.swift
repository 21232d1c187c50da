import JSONText
import Postgres
import Records
import Vocabulary

extension CaseDesk {
  /// K8: tells the holder of a clock when its last day begins and when its time is over; each once, also after a time in which nothing ran.
  ///
  /// The server calls it every few seconds. It decides nothing: a lapse leaves the act possible (K6).
  package func remind() async throws {
    let due = try await records.read { tx, _ in try await tx.all(ClockStatements.remindable, 500) }
    for id in due { try await records.perform(.system("reminder")) { work in try await remind(id, in: work) } }
  }

  private func remind(_ id: Int64, in work: Work) async throws {
    guard let clock = try await work.tx.first(ClockStatements.lock, id), clock.endedAt == nil else { return }
    let words = "\(clock.title):时限 \(clock.code) 应于 \(clock.dueDay.text) 24时前办结"
    if clock.reminded < 1, work.now >= clock.dueDay.start { try await tell(clock, "last-day", "\(words),还剩1个工作日", in: work) }
    guard work.now >= clock.dueAt, clock.isStatutory == false || clock.isLate(at: work.now) else {
      _ = try await work.tx.run(ClockStatements.reminded, id, 1)
      return
    }
    if clock.reminded < 2 {
      let lapsed = clock.isStatutory ? "已超期,请尽快办理(计入统计)" : "已过提醒时间(办法未规定具体时限,不计超期)"
      try await tell(clock, "lapsed", "\(words),\(lapsed)", in: work)
    }
    _ = try await work.tx.run(ClockStatements.reminded, id, 2)
  }

  /// The due day is part of the key: a due date that a holiday notice moved is a new one to remind of.
  private func tell(_ clock: RunningClock, _ kind: String, _ text: String, in work: Work) async throws {
    try await clocks.tellHolder(
      of: clock.caseID, clock.holderDepartment, role: clock.holderRole, kind: "clock.\(kind)", text,
      key: "clock/\(clock.id)/\(clock.dueDay.text)/\(kind)", in: work)
    work.note("clock.\(kind)", "clock:\(clock.id)", ["case": JSON(clock.caseID)])
  }
}
