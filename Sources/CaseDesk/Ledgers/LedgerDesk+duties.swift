import JSONText
import Measures
import Postgres
import Records
import Vocabulary
package import Workflow

extension LedgerDesk {
  /// Reminds departments of duties whose time passed unfulfilled: one notice a department and period, also after a time in which nothing ran.
  ///
  /// The server calls it every minute. Where the length is a target of ours [CFG] it records nothing against the department.
  package func remindDuties() async throws {
    for duty in Measure.duties {
      switch (duty.period, duty.fulfilment) {
      case (.months(let usual, let setting), .entry(let ledger)): try await remind(duty, usual.length, setting, ledger)
      case (.calendarYear(_, let verb), _): for year in try await years(of: duty).missed { try await tellMissed(duty, year, verb) }
      case (.months, .act): continue
      }
    }
    for ledger in Measure.ledgers { if let expires = ledger.expires { try await remind(expires, of: ledger) } }
  }

  private func remind(_ duty: Duty, _ usual: Int, _ setting: String, _ ledger: String) async throws {
    let due = try await records.read { tx, now in
      let today = Day(of: now)
      var months = usual
      if let setting = Setting.named(setting) { months = try await Settings.value(setting, on: today, tx) }
      let period = months
      return try await tx.all(duty.owner == .bureau ? DutyStatements.ofBureau : DutyStatements.bases, ledger).compactMap { row in
        duty.missed(since: row.base, months: period, today: today).map { (row.department, $0) }
      }
    }
    for (department, day) in due { try await remind(duty, department, day) }
  }

  /// Whole calendar years in which it was not done, and whether the running one still lacks it (NK2).
  package func years(of duty: Duty) async throws -> (missed: [Int], running: Bool) {
    guard case .calendarYear(let since, _) = duty.period, case .act(let procedure, let step, let field, let value) = duty.fulfilment else { return ([], false) }
    return try await records.read { tx, now in
      let first = try await tx.one(DutyStatements.firstYear, since)
      let done = try await tx.all(DutyStatements.fulfilledYears, procedure, step, field, value)
      return duty.open(since: first.map(Int.init), fulfilled: Set(done.map(Int.init)), today: Day(of: now))
    }
  }

  private func tellMissed(_ duty: Duty, _ year: Int, _ verb: String) async throws {
    let key = "duty/\(duty.code)/\(year)"
    guard try await records.read({ tx, _ in try await tx.one(DutyStatements.isSent, key) }) == false else { return }
    try await records.perform(.system("duty")) { work in
      guard let bureau = try await work.tx.first(DeskStatements.bureau) else { return }
      try await work.notify(bureau, role: duty.role, about: nil, "duty", "\(duty.title):\(year)年度未\(verb)(\(duty.clause):每年应\(verb)一次),请补办", key: key)
      work.note("duty.missed", "department:\(bureau)", ["duty": .string(duty.code), "year": JSON(year)])
    }
  }

  /// What an entry says ends soon: its keeper is told once.
  private func remind(_ expires: Expiry, of ledger: Ledger) async throws {
    guard let setting = Setting.named(expires.setting) else { return }
    let soon = try await records.read { tx, now in
      let today = Day(of: now)
      let last = today.adding(days: try await Settings.value(setting, on: today, tx))
      return try await tx.all(DutyStatements.expiring, ledger.code, expires.field, today.text, last.text)
    }
    for row in soon {
      let fields = try JSON.parse(row.fields.text)
      let key = "expiry/\(ledger.code)/\(row.id)/\(fields[expires.field]?.string ?? "")"
      try await records.perform(.system("duty")) { work in
        let text = "\(ledger.title) \(fields[expires.names]?.string ?? "") 将于 \(fields[expires.field]?.string ?? "") 到期,请办理"
        try await work.notify(row.department, role: expires.role, about: nil, "duty", text, key: key)
      }
    }
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

/// A record that comes to its end.
struct ExpiringRow: PostgresRow {
  let id: Int64, department: String, fields: JSONBytes
  init(from row: inout RowReader) throws {
    id = try row.next()
    department = try row.next()
    fields = try row.next()
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

  static let firstYear = Statement<Int32?, String>(
    "duty.first-year", "select extract(year from min(opened_at) at time zone 'Asia/Shanghai')::int from case_file where procedure = $1")
  /// Years in which the act was done on a case whose field $3 says $4.
  static let fulfilledYears = Statement<Int32, String, String, String, String>(
    "duty.fulfilled-years",
    """
    select distinct extract(year from a.at at time zone 'Asia/Shanghai')::int
    from case_file f
    join case_act a on a.case_id = f.id and a.step = $2
    where f.procedure = $1 and f.fields ->> $3 = $4
    order by 1
    """)
  /// Entries whose day lies between two, both counted, and of which nobody was told.
  static let expiring = Statement<ExpiringRow, String, String, String, String>(
    "duty.expiring",
    """
    select l.id, l.department, l.fields
    from ledger_current l
    where l.ledger = $1 and not l.retracted and l.fields ->> $2 between $3 and $4
      and not exists (select from notice n where n.key = 'expiry/' || $1 || '/' || l.id || '/' || (l.fields ->> $2))
    order by l.id
    """)

  static let all: [AnyStatement] = [isSent.any, bases.any, ofBureau.any, firstYear.any, fulfilledYears.any, expiring.any]
}
