package import Postgres

/// Every statement of the case desk.
package enum CaseStatements {
  static let columns = """
    id, number, procedure, revision, state, department, counterpart, parent, opened_by, opened_at, changed_at, version, agreed, fields,
      addressees, origin, coalesce((select d.kind = 'external' from department d where d.code = case_file.department), false),
      (select p.title from case_file p where p.id = case_file.parent)
    """

  static let open = Statement<
    CaseRow, String, String, Int32, String, String, String?, Int64?, Int64, Timestamp, JSONBytes, [String], Int64?
  >(
    "case.open",
    """
    insert into case_file (number, procedure, revision, state, department, counterpart, parent, opened_by, opened_at, changed_at, fields,
      addressees, origin)
    values ($1 || case_digits(currval(pg_get_serial_sequence('case_file', 'id'))), $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12)
    returning \(columns)
    """)
  /// The case above is locked first, so that what hangs on one case is decided one after the other. Children may still be opened.
  static let lockAbove = Statement<Int64, Int64>(
    "case.lock-above",
    "select id from case_file where id = (select parent from case_file where id = $1) for no key update")
  static let lock = Statement<CaseRow, Int64>("case.lock", "select \(columns) from case_file where id = $1 for no key update")
  static let read = Statement<CaseRow, Int64>("case.read", "select \(columns) from case_file where id = $1")
  /// What hangs on a case and is of one of these procedures.
  static let openedBy = Statement<CaseRow, Int64, [String]>(
    "case.opened-by", "select \(columns) from case_file where parent = $1 and procedure = any ($2) order by id limit 50")
  static let fill = Statement<CaseRow, Int64, JSONBytes, Timestamp, String?>(
    "case.fill",
    "update case_file set fields = $2, changed_at = $3, counterpart = $4, version = version + 1 where id = $1 returning \(columns)")
  /// The form as a step amended it.
  static let amend = Statement<NoRow, Int64, JSONBytes>("case.amend", "update case_file set fields = $2 where id = $1")
  static let address = Statement<NoRow, Int64, [String]>("case.address", "update case_file set addressees = $2 where id = $1")
  static let move = Statement<CaseRow, Int64, String, [String], Timestamp>(
    "case.move",
    """
    update case_file set state = $2, agreed = $3, changed_at = $4, version = version + 1
    where id = $1
    returning \(columns)
    """)

  static let act = Statement<NoRow, Int64, String, String, Int64?, Timestamp, String, String, JSONBytes>(
    "act.write",
    """
    insert into case_act (case_id, seq, step, party, account, at, from_state, to_state, input)
    select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8
    from case_act
    where case_id = $1
    """)
  static let acts = Statement<ActRow, Int64>(
    "act.read",
    """
    select c.seq, c.step, c.party, c.account, a.name, c.at, c.from_state, c.to_state, c.input
    from case_act c
    left join account a on a.id = c.account
    where c.case_id = $1
    order by c.seq
    """)

  static let putPaper = Statement<PaperRow, Int64, String, String, String, Int32, [UInt8], [UInt8], Int64, Timestamp>(
    "paper.put",
    """
    insert into case_paper (case_id, name, version, file_name, media_type, size, sha256, body, put_by, put_at)
    select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9
    from case_paper
    where case_id = $1 and name = $2
    returning name, version, file_name, media_type, size, sha256
    """)
  static let papers = Statement<PaperRow, Int64>(
    "paper.list",
    """
    select distinct on (name) name, version, file_name, media_type, size, sha256
    from case_paper
    where case_id = $1
    order by name, version desc
    """)

  static let clockColumns = """
    id, case_id, code, started_at, start_day, length, unit, legal_source, statutory, holder, due_at, due_day, provisional, ended_at,
      outcome, days_late, holder_department, shifted, silent
    """
  static let rule = Statement<ClockRuleRow, String, CivilDate>(
    "clock.rule",
    """
    select length, unit, legal_source
    from clock_rule
    where code = $1 and effective_from <= $2
    order by effective_from desc
    limit 1
    """)
  static let startClock = Statement<
    NoRow, Int64, String, Timestamp, CivilDate, Int32, String, String, Bool, String, String?, Timestamp, CivilDate, Bool
  >(
    "clock.start",
    """
    insert into case_clock (case_id, code, started_at, start_day, length, unit, legal_source, statutory, holder, holder_department,
      due_at, due_day, provisional)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    """)
  static let openClocks = Statement<ClockRow, Int64>(
    "clock.open", "select \(clockColumns) from case_clock where case_id = $1 and ended_at is null order by id for update")
  static let endClock = Statement<NoRow, Int64, Timestamp, String, Int32?>(
    "clock.end", "update case_clock set ended_at = $2, outcome = $3, days_late = $4 where id = $1")
  static let silence = Statement<NoRow, Int64, [String]>(
    "clock.silence", "update case_clock set silent = code = any ($2) where case_id = $1 and silent is distinct from (code = any ($2))")
  static let keepReserved = Statement<NoRow, String, [String]>(
    "sheet.reserved",
    """
    with gone as (delete from reserved_state where procedure = $1 and state <> all ($2))
    insert into reserved_state (procedure, state) select $1, unnest($2) on conflict do nothing
    """)
  static let lastClock = Statement<ClockRow, Int64, String>(
    "clock.last", "select \(clockColumns) from case_clock where case_id = $1 and code = $2 order by id desc limit 1 for update")
  /// A clock that counts anew from its own start: longer, shifted, or running again.
  static let retime = Statement<NoRow, Int64, Int32, String, Int32, Timestamp, CivilDate, Bool, Timestamp?, String?, Int32?>(
    "clock.retime",
    """
    update case_clock
    set length = $2, legal_source = $3, shifted = $4, due_at = $5, due_day = $6, provisional = $7, ended_at = $8, outcome = $9, days_late = $10
    where id = $1
    """)
  static let clocks = Statement<ClockRow, Int64>("clock.list", "select \(clockColumns) from case_clock where case_id = $1 order by id")
  static let runningClocks = Statement<ClockRow, [Int64]>(
    "clock.running", "select \(clockColumns) from case_clock where case_id = any($1) and ended_at is null order by due_at, id")
  static let allOpenClocks = Statement<ClockRow>(
    "clock.all-open", "select \(clockColumns) from case_clock where ended_at is null order by id for update")
  static let shiftClock = Statement<NoRow, Int64, Timestamp, CivilDate, Bool>(
    "clock.shift", "update case_clock set due_at = $2, due_day = $3, provisional = $4 where id = $1")
  static let noteShift = Statement<NoRow, Int64, Timestamp, Timestamp, String, Timestamp>(
    "clock.note-shift", "insert into clock_shift (clock, old_due, new_due, reason, at) values ($1, $2, $3, $4, $5)")

  /// Whoever counts days holds the calendar still; whoever loads a year waits until all who count have finished.
  static let holdCalendar = Statement<NoRow>("calendar.hold", "select from pg_advisory_xact_lock_shared(7204)")
  static let takeCalendar = Statement<NoRow>("calendar.take", "select from pg_advisory_xact_lock(7204)")
  static let calendar = Statement<CalendarRow>("calendar.read", "select day, kind, source from work_calendar order by day")
  static let years = Statement<Int32>("calendar.years", "select year from calendar_year where not provisional order by year")
  static let clearYear = Statement<NoRow, CivilDate, CivilDate>("calendar.clear", "delete from work_calendar where day between $1 and $2")
  static let setDay = Statement<NoRow, CivilDate, String, String>(
    "calendar.set", "insert into work_calendar (day, kind, source) values ($1, $2, $3)")
  static let setYear = Statement<NoRow, Int32, String>(
    "calendar.year",
    """
    insert into calendar_year (year, notice, provisional) values ($1, $2, false)
    on conflict (year) do update set notice = excluded.notice, provisional = false
    """)

  static let sheet = Statement<[UInt8], String, Int32>("sheet.read", "select hash from procedure_sheet where procedure = $1 and revision = $2")
  static let keepSheet = Statement<NoRow, String, Int32, [UInt8], String>(
    "sheet.keep", "insert into procedure_sheet (procedure, revision, hash, sheet) values ($1, $2, $3, $4)")
  static let strayRevision = Statement<String, [String], [String]>(
    "sheet.stray",
    """
    select distinct procedure || ' r' || revision
    from case_file
    where procedure || ' r' || revision <> all ($1)
      and procedure || ' ' || state <> all ($2)
    order by 1
    """)

  package static let all: [AnyStatement] = [
    open.any, lockAbove.any, lock.any, read.any, openedBy.any, fill.any, amend.any, address.any, move.any, lastClock.any, silence.any, keepReserved.any, retime.any, act.any,
    acts.any, putPaper.any, papers.any,
    rule.any, startClock.any, openClocks.any, endClock.any, clocks.any, runningClocks.any, allOpenClocks.any, shiftClock.any, noteShift.any, holdCalendar.any,
    takeCalendar.any, calendar.any,
    years.any, clearYear.any, setDay.any, setYear.any, sheet.any, keepSheet.any, strayRevision.any,
  ] + ClockStatements.all + AroundStatements.all + FactStatements.all + MoveStatements.all + InboxStatements.all + YearlyStatements.all + RuleStatements.all + LeavingStatements.all + LedgerStatements.all + ListStatements.every
    + MessageStatements.all + RenewalStatements.all + HoldingStatements.all + [CascadeStanding.statement.any, LoadQuality.statement.any]
}
