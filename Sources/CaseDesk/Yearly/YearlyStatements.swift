import Postgres
import Records

/// A department that owes a yearly case, and in whose name it is opened.
struct ConcernedRow: PostgresRow {
  let department: String, account: Int64
  init(from row: inout RowReader) throws {
    department = try row.next()
    account = try row.next()
  }
}

/// What opens the cases of a year, by sets.
enum YearlyStatements {
  /// Owners of cases of $1 that were in one of the states $3 at any time from $4 until before $5, and have no case of $6 for the year $7.
  ///
  /// $2 the state in which cases of $1 begin.
  static let concerned = Statement<ConcernedRow, String, String, [String], Timestamp, Timestamp, String, String>(
    "yearly.concerned",
    """
    select f.department, min(f.opened_by)
    from case_file f
    where f.procedure = $1
      and f.opened_at < $5
      and exists (
        select
        from (
          select f.opened_at as at, 0 as seq, $2::text as state
          union all
          select a.at, a.seq, a.to_state
          from case_act a
          where a.case_id = f.id) s
        where s.state = any ($3)
          and s.at < $5
          and coalesce((select n.at from case_act n where n.case_id = f.id and n.seq > s.seq order by n.seq limit 1), 'infinity') > $4)
      and not exists (
        select
        from case_file y
        where y.procedure = $6 and y.department = f.department and y.fields ->> 'year' = $7 and y.fields ? 'due')
    group by f.department
    order by f.department
    """)
  /// One case for each department; whoever has one already keeps it.
  static let open = Statement<Int64, String, String, Int32, String, [String], [Int64], Timestamp, JSONBytes>(
    "yearly.open",
    """
    insert into case_file (id, number, procedure, revision, state, department, opened_by, opened_at, changed_at, fields)
    overriding system value
    select n.id, $1 || case_digits(n.id), $2, $3, $4, n.department, n.account, $7, $7, $8::jsonb
    from (
      select nextval(pg_get_serial_sequence('case_file', 'id')) as id, u.department, u.account
      from unnest($5, $6) u (department, account)) n
    on conflict (procedure, department, (fields ->> 'year')) where fields ?& array['year', 'due'] do nothing
    returning id
    """)
  static let startClocks = Statement<NoRow, [Int64], String, Timestamp, CivilDate, String, String, Timestamp, CivilDate>(
    "yearly.clocks",
    """
    insert into case_clock (case_id, code, started_at, start_day, length, unit, legal_source, statutory, holder, holder_department, due_at, due_day, provisional)
    select f.id, $2, $3, $4, 0, 'named', $5, true, $6, f.department, $7, $8, false
    from case_file f
    where f.id = any ($1)
    """)
  static let tell = Statement<NoRow, [Int64], String?, String, Timestamp>(
    "yearly.tell",
    """
    insert into notice (department, role, case_id, kind, text, at)
    select f.department, $2, f.id, 'duty', $3, $4
    from case_file f
    where f.id = any ($1)
    """)

  /// What the exchange knows of a department's year: written into the form, for the department to correct. $2, $3 the time that lies behind the year's figures.
  static let prefill: [String: Statement<NoRow, [Int64], Timestamp, Timestamp>] = ["extranet.yearly-report": report]

  /// NET-22: what stands on the unit's profile, its lines, what happened to it and what it had to mend since New Year.
  private static let report = Statement<NoRow, [Int64], Timestamp, Timestamp>(
    "yearly.prefill.report",
    """
    update case_file y
    set fields = y.fields || jsonb_strip_nulls(jsonb_build_object(
      'terminals', (p.fields ->> 'terminals')::int, 'officer', p.fields ->> 'officer', 'lines', l.lines, 'bandwidth', l.bandwidth, 'incidents', i.incidents,
      'rectified', i.rectified))
    from case_file c
    left join lateral (
      select e.fields
      from ledger_current e
      where e.ledger = 'extranet.profile' and e.department = c.department and not e.retracted
      order by e.day desc, e.id desc
      limit 1) p on true
    cross join lateral (
      select count(*)::int as lines, coalesce(sum((f.fields ->> 'bandwidth')::int), 0)::int as bandwidth
      from case_file f
      where f.procedure = 'extranet.line' and f.counterpart = c.department and f.state in ('running', 'faulty', 'cut', 'isolated')) l
    cross join lateral (
      select count(*) filter (where f.procedure = 'extranet.incident' and f.state not in ('draft', 'discarded'))::int as incidents,
             count(*) filter (where f.procedure = 'extranet.problem' and f.state = 'cleared')::int as rectified
      from case_file f
      where f.procedure in ('extranet.incident', 'extranet.problem')
        and c.department in (f.department, f.counterpart)
        and f.opened_at >= date_trunc('year', $2 at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'
        and f.opened_at < $3) i
    where y.id = c.id and c.id = any ($1)
    """)

  static let all: [AnyStatement] = [concerned.any, open.any, startClocks.any, tell.any] + prefill.values.map { $0.any }
}
