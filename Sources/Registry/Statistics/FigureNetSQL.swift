/// Figures of the extranet (NET §6): units, what was done, private networks, yearly reports. Parameters and columns as in `FigureSQL`.
enum FigureNetSQL {
  private static let plain = FigureSQL.plain
  private static let day = FigureSQL.day

  /// What the register says of each unit at the end of the period. amount: 1 when the unit was connected then.
  static let unit = """
    select u.unit as department, null::bigint as id, u.ledger || '/' || u.id as number, coalesce(d.name, u.unit) as title, u.at, u.id::text as key, u.kind as note,
           null::date as from_day, null::date as to_day, c.connected::int::bigint as amount, 0::bigint as bytes,
           array_remove(array[
             'net.unit.category.' || u.category,
             case when u.kind in ('street', 'community', 'town') then 'net.township' end], null) as slots
    from (
      select distinct on (l.fields ->> 'unit') l.id, l.ledger, l.fields ->> 'unit' as unit, l.fields ->> 'category' as category, l.fields ->> 'kind' as kind,
             l.day::timestamp at time zone 'Asia/Shanghai' as at
      from ledger_current l
      where l.ledger = 'extranet.unit' and not l.retracted and l.day::timestamp at time zone 'Asia/Shanghai' < $2
      order by l.fields ->> 'unit', l.day desc, l.id desc) u
    left join department d on d.code = u.unit
    cross join lateral (
      select exists (
        select
        from case_file f
        cross join lateral (\(FigureSQL.state("f"))) s
        where f.procedure = 'extranet.access' and f.department = u.unit and f.opened_at < $2 and s.state in ('open', 'cut')) as connected) c
    """

  static let access = """
    select f.department, f.id, f.number, f.title, f.opened_at as at, f.id::text as key, s.state as note, \(plain), array['net.access.' || s.state] as slots
    from case_file f
    cross join lateral (\(FigureSQL.state("f"))) s
    where f.procedure = 'extranet.access'
      and f.opened_at < $2
    """

  /// Counted for the unit that applies, reports or is told. The days of a step run from the act before.
  static let act = """
    select case f.procedure when 'extranet.problem' then f.counterpart else f.department end as department, f.id, f.number, f.title, a.at,
           f.id || '-' || a.seq as key, a.to_state as note, (p.at \(day) as from_day, (a.at \(day) as to_day, 0::bigint as amount, 0::bigint as bytes,
           array_remove(case f.procedure
             when 'extranet.application' then array[
               case when a.step = 'submit' then 'net.application.' || (f.fields ->> 'kind') end,
               case when a.to_state <> a.from_state and a.to_state in ('done', 'failed', 'withdrawn') and a.step <> 'import'
                 then 'net.application.result.' || a.to_state end,
               case when a.to_state <> a.from_state and a.from_state <> 'draft' then 'net.application.left.' || a.from_state end]
             when 'extranet.closing' then array[case when a.step = 'notice' then 'net.closing.done' end]
             when 'extranet.incident' then array[
               case when a.step = 'report' then 'net.incident.' || (f.fields ->> 'level') end,
               case when a.step = 'report' and f.fields ->> 'urgent' = 'true' then 'net.incident.urgent' end]
             when 'extranet.problem' then array[
               case a.step when 'notify' then 'net.problem.raised' when 'accept' then 'net.problem.closed' when 'cut' then 'net.problem.cut' end,
               case when a.step = 'accept'
                 and exists (select from case_act c where c.case_id = f.id and c.step = 'cut' and c.seq < a.seq) then 'net.problem.restored' end]
             when 'extranet.bulletin' then array[case when a.step = 'publish' then 'net.bulletin.' || (f.fields ->> 'kind') end]
             end, null) as slots
    from case_act a
    join case_file f on f.id = a.case_id
    left join lateral (select max(b.at) as at from case_act b where b.case_id = f.id and b.seq < a.seq and b.to_state <> b.from_state) p on true
    where a.at >= $1
      and a.at < $2
      and f.procedure in ('extranet.application', 'extranet.closing', 'extranet.incident', 'extranet.problem', 'extranet.bulletin')
    """

  /// The time that a notice gave passed within the period, and nothing was done by then.
  static let overdue = """
    select k.holder_department as department, f.id, f.number, f.title, k.due_at as at, k.id::text as key, f.state as note, \(plain), array['net.problem.overdue'] as slots
    from case_clock k
    join case_file f on f.id = k.case_id and f.procedure = 'extranet.problem'
    where k.code in ('NK3', 'NK4')
      and k.outcome is distinct from 'dropped'
      and k.due_at >= $1
      and k.due_at < $2
      and coalesce(k.ended_at, 'infinity') >= k.due_at
    """

  static let privateNetwork = """
    select f.department, f.id, f.number, coalesce(f.title, f.fields ->> 'name') as title, f.opened_at as at, f.id::text as key, s.state as note, \(plain),
           array_remove(array[
             case when s.state not in ('confirming', 'refused') then 'net.private.all' end,
             case when s.state = 'merged' then 'net.private.merged' end,
             case when s.state in ('running', 'exempted', 'migrating') then 'net.private.remaining' end,
             case when s.state in ('running', 'exempted') then 'net.private.unplanned' end,
             case when f.fields ->> 'illegal' = 'true' and s.state <> 'refused' then 'net.private.illegal' end], null) as slots
    from case_file f
    cross join lateral (\(FigureSQL.state("f"))) s
    where f.procedure = 'extranet.private-network'
      and f.opened_at < $2
      and s.state not in ('draft', 'discarded')
    """

  static let grading = """
    select l.department, null::bigint as id, l.ledger || '/' || l.id as number, l.fields ->> 'filing' as title, d.at, l.id::text as key, l.fields ->> 'result' as note,
           \(plain),
           array_remove(array[
             'net.grading.' || (l.fields ->> 'object'),
             case when coalesce(l.fields ->> 'reportedOn', '') = '' then 'net.grading.unreported' end], null) as slots
    from ledger_current l
    cross join lateral (select l.day::timestamp at time zone 'Asia/Shanghai' as at) d
    where l.ledger = 'extranet.grading' and not l.retracted
      and d.at >= $1
      and d.at < $2
    """

  /// Reports that the calendar opened in the period, as they stood at its end: one submitted afterwards was not yet reported.
  static let report = """
    select f.department, f.id, f.number, f.fields ->> 'year' as title, f.opened_at as at, f.id::text as key, s.state as note, \(plain),
           array['net.report.' || case when s.state = 'unreported' then 'none' else coalesce(f.fields ->> 'timely', 'none') end] as slots
    from case_file f
    cross join lateral (\(FigureSQL.state("f"))) s
    where f.procedure = 'extranet.yearly-report'
      and f.opened_at >= $1
      and f.opened_at < $2
    """
}
