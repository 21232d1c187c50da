package import Accounts
import JSONText
import Postgres
package import Records
package import Vocabulary
import Workflow

extension CaseDesk {
  /// One page of the bureau's supervision list (督办, EX-4b) at one instant.
  package struct Supervision: Sendable {
    package struct Line: Sendable {
      package let clock: RunningClock
      package let isLate: Bool
      /// Working days of the term that are not over, today and the due day among them; 0 when it is over.
      package let daysLeft: Int
      /// Working days after the due day; 0 is possible for a late one (K6).
      package let daysLate: Int
    }
    package let lines: [Line]
    /// Refusals that speak of paper (涉纸质).
    package let paper: [PaperTalk]
  }

  /// Every running clock, the earliest due first.
  ///
  /// - Parameters:
  ///   - after: the last clock of the page before; 0 for the first page.
  ///   - day: only those that are due on it.
  ///   - late: only those that are overrun.
  package func supervise(after: Int64, limit: Int, due day: Day? = nil, late: Bool = false) async throws -> Supervision {
    try await records.read { tx, now in
      let calendar = try await ClockKeeper().calendar(tx)
      let today = Day(of: now)
      let lines = try await tx.all(ClockStatements.open, after, limit, day?.date, late).map { clock in
        Supervision.Line(
          clock: clock, isLate: clock.isLate(at: now), daysLeft: calendar.left(today: today, from: clock.startDay, through: clock.dueDay),
          daysLate: clock.isLate(at: now) ? calendar.count(after: clock.dueDay, through: today) : 0)
      }
      let paper = after == 0 && day == nil && !late ? try await tx.all(ClockStatements.paperTalk) : []
      return Supervision(lines: lines, paper: paper.filter { Reasoning.mentionsPaper($0.reason) || Reasoning.mentionsPaper($0.basis) })
    }
  }

  /// What becomes due on each of the next ten working days, today among them, and what is over already: where somebody will be late unless he acts.
  package func forecast() async throws -> Forecast {
    try await records.read { tx, now in
      let calendar = try await ClockKeeper().calendar(tx)
      let today = Day(of: now)
      var days: [Day] = []
      var day = today
      while days.count < Forecast.days {
        if calendar.isWorking(day) { days.append(day) }
        day = day.adding(days: 1)
      }
      let found = try await tx.all(ClockStatements.dueByDay, today.date, days[days.count - 1].date)
      let lines = days.map { day in found.first { $0.day == day } ?? DueByDay(day: day, all: 0, statutory: 0) }
      // A length in calendar days or months may end on a day off: it is shown too.
      let off = found.filter { !days.contains($0.day) }
      return Forecast(late: Int(try await tx.one(ClockStatements.overrun)), days: (lines + off).sorted { $0.day < $1.day })
    }
  }

  /// 督促: the bureau urges whoever holds a clock; kept, and sent to the holder (EX-4b). E03 when the matter is done.
  package func urge(_ id: Int64, _ text: String, by person: Person, in work: Work) async throws -> RunningClock {
    work.trying("clock.urge", "clock:\(id)")
    guard person.administrator == nil, person.isBureau, person.holds("bureau.operation") || person.holds("bureau.application") else {
      throw Refused(Refusal.notAllowed.saying(["who": "市数据局(运行管理、申请审核)"]))
    }
    guard let clock = try await work.tx.first(ClockStatements.lock, id) else { throw Refused(.noSuchClock) }
    guard clock.endedAt == nil else { throw Refused(.alreadyDone) }
    guard !text.isBlank, text.count <= 1000 else { throw Refused(Refusal.noUrgeText.at("/text")) }
    let urge = try await work.tx.one(ClockStatements.urge, id, text, person.id, work.now.stamp)
    try await clocks.tellHolder(
      of: clock.caseID, clock.holderDepartment, role: clock.holderRole, kind: "urge",
      "督促:\(clock.title)(时限 \(clock.code),\(clock.dueDay.text) 到期):\(text)", in: work)
    work.note("clock.urge", "clock:\(id)", ["case": JSON(clock.caseID), "urge": JSON(urge)])
    return clock
  }
}

extension Refusal {
  static let noSuchClock = Refusal("clock.unknown", .missing, "没有这个时限", "EX-4b")
  static let alreadyDone = Refusal("E03", .state, "该事项已办结", "EX-4b")
  static let noUrgeText = Refusal("E59", .form, "请填写督促内容(1000字以内)", "EX-4b")
}
