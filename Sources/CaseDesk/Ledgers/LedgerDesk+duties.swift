import JSONText
import Measures
import Postgres
import Records
import Vocabulary
import Workflow

extension LedgerDesk {
  /// Reminds departments of duties whose time passed unfulfilled: one notice a department and period, also after a time in which nothing ran.
  ///
  /// The server calls it every minute. It records nothing against the department: the lengths are targets of ours [CFG].
  package func remindDuties() async throws {
    for duty in Measure.duties { try await remind(duty) }
  }

  private func remind(_ duty: Duty) async throws {
    let due = try await records.read { tx, now in
      let today = Day(of: now)
      var months = duty.every.length
      if let setting = Setting.named(duty.setting) { months = try await Settings.value(setting, on: today, tx) }
      let period = months
      return try await tx.all(duty.owner == .bureau ? DutyStatements.ofBureau : DutyStatements.bases, duty.ledger).compactMap { row in
        duty.missed(since: row.base, months: period, today: today).map { (row.department, $0) }
      }
    }
    for (department, day) in due { try await remind(duty, department, day) }
  }

  private func remind(_ duty: Duty, _ department: String, _ day: Day) async throws {
    let key = "duty/\(duty.code)/\(department)/\(day.text)"
    guard try await records.read({ tx, _ in try await tx.one(DutyStatements.isSent, key) }) == false else { return }
    try await records.perform(.system("duty")) { work in
      try await work.notify(
        department, role: duty.role, about: nil, "duty", "\(duty.title):应于\(day.text)前开展并登记,请办理(办法要求定期开展,未规定具体时限,仅作提醒)", key: key)
      work.note("duty.remind", "department:\(department)", ["duty": .string(duty.code), "day": .string(day.text)])
    }
  }
}

/// A department that owes something, and the day from which its period runs.
struct DutyBase: PostgresRow {
  let department: String, base: Day
  init(from row: inout RowReader) throws {
    department = try row.next()
    base = try Day(row.next())
  }
}

enum DutyStatements {
  static let isSent = Statement<Bool, String>("duty.sent", "select exists (select from notice where key = $1)")
  /// Departments with a grant in force: the last fulfilment, or the day of the first grant that they ever had.
  static let bases = Statement<DutyBase, String>(
    "duty.bases",
    """
    select g.department,
           coalesce(
             (select max(l.day) from ledger_current l where l.ledger = $1 and l.department = g.department and not l.retracted),
             (select (min(f.granted_at) at time zone 'Asia/Shanghai')::date from access_grant f where f.department = g.department))
    from grant_in_force g
    group by g.department
    order by g.department
    """)

  /// The bureau's last fulfilment; nothing is owed before the first.
  static let ofBureau = Statement<DutyBase, String>(
    "duty.of-bureau",
    """
    select d.code, max(l.day)
    from department d
    join ledger_current l on l.department = d.code and l.ledger = $1 and not l.retracted
    where d.kind = 'bureau'
    group by d.code
    """)

  static let all: [AnyStatement] = [isSent.any, bases.any, ofBureau.any]
}
