import Postgres

/// What the supervision of running clocks asks: the bureau's list, urging, reminders.
enum ClockStatements {
  private static let running = """
    k.id, k.case_id, c.number, c.procedure, c.state, c.department, c.counterpart, k.code, k.legal_source, k.statutory, k.holder,
      k.holder_department, k.started_at, k.start_day, k.due_at, k.due_day, k.provisional, k.ended_at, k.reminded, (select count(*) from clock_urge u where u.clock = k.id), k.silent
    """
  /// Sorted by due date; paged by the last clock of the page before. Of one due day alone, or of those that are over.
  static let open = Statement<RunningClock, Int64, Int, CivilDate?, Bool>(
    "clock.supervise",
    """
    select \(running)
    from case_clock k
    join case_file c on c.id = k.case_id
    where k.ended_at is null
      and ($1 = 0 or (k.due_at, k.id) > (select l.due_at, l.id from case_clock l where l.id = $1))
      and ($3 is null or k.due_day = $3)
      and (not $4 or (k.statutory and not k.silent and k.due_at <= office_now()))
    order by k.due_at, k.id
    limit $2
    """)
  /// What runs and becomes due within some days: how many, and how many of them are a matter of law.
  static let dueByDay = Statement<DueByDay, CivilDate, CivilDate>(
    "clock.due-by-day",
    """
    select due_day, count(*), count(*) filter (where statutory and not silent)
    from case_clock
    where ended_at is null and due_day between $1 and $2
    group by due_day
    order by due_day
    """)
  static let overrun = Statement<Int64>(
    "clock.overrun", "select count(*) from case_clock where ended_at is null and statutory and not silent and due_at <= office_now()")
  /// How many run now with a length that this setting gave them.
  static let runningUnder = Statement<Int64, String>(
    "clock.running-under", "select count(*) from case_clock where ended_at is null and position($1 in legal_source) > 0")
  static let lock = Statement<RunningClock, Int64>(
    "clock.lock",
    """
    select \(running)
    from case_clock k
    join case_file c on c.id = k.case_id
    where k.id = $1
    for no key update of k
    """)
  static let urge = Statement<Int64, Int64, String, Int64, Timestamp>(
    "clock.urge", "insert into clock_urge (clock, text, urged_by, at) values ($1, $2, $3, $4) returning id")

  /// Clocks whose last day has begun, or whose time is over, and whose holder has not been told so.
  static let remindable = Statement<Int64, Int>(
    "clock.remindable",
    """
    select id
    from case_clock
    where ended_at is null
      and ((reminded < 1 and due_day::timestamp at time zone 'Asia/Shanghai' <= office_now()) or (reminded < 2 and due_at <= office_now() and not silent))
    order by due_at, id
    limit $1
    """)
  static let reminded = Statement<NoRow, Int64, Int32>("clock.reminded", "update case_clock set reminded = $2 where id = $1")

  /// Refusals of the last 90 days that speak of paper: the bureau looks whether paper was the ground (EX-5.3b).
  static let paperTalk = Statement<PaperTalk>(
    "act.paper-talk",
    """
    select a.case_id, c.number, a.at, coalesce(a.input ->> 'reason', ''), coalesce(a.input ->> 'basis', '')
    from case_act a
    join case_file c on c.id = a.case_id
    where a.step in ('reject', 'decline', 'return') and a.at > office_now() - interval '90 days'
      and (coalesce(a.input ->> 'reason', '') || coalesce(a.input ->> 'basis', '')) like '%纸质%'
    order by a.at desc, a.case_id
    limit 100
    """)

  static let all: [AnyStatement] = [open.any, dueByDay.any, overrun.any, runningUnder.any, lock.any, urge.any, remindable.any, reminded.any, paperTalk.any]
}
