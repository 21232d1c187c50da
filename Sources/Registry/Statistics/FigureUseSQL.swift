import Sharing

/// Figures of use: calls, deliveries, what departments wrote into ledgers, hours without service.
enum FigureUseSQL {
  /// A call whose code was unknown belongs to no department. bytes and amount: of the answer, in bytes and rows.
  static let call = """
    select c.department, null::bigint as id, c.call_id as number, coalesce(r.title, c.path) as title, c.at,
           encode(c.journal, 'hex') || '-' || lpad(c.seq::text, 20, '0') as key, coalesce(c.code, c.status::text, '') as note, null::date as from_day,
           null::date as to_day, coalesce(c.rows, 0) as amount, coalesce(c.bytes, 0) as bytes,
           case when not c.admitted then array[
                  'call.refused',
                  'call.refused.' || case when q.code = any ('{\(Figure.refusals.map(\.code).joined(separator: ","))}') then q.code else 'other' end]
                when c.status < 400 then array['call.success']
                else array['call.failed'] end as slots
    from call_log c
    left join resource r on r.id = c.resource
    cross join lateral (select split_part(c.code, '/', 1) as code) q
    where c.at >= $1
      and c.at < $2
      and c.day >= ($1 at time zone 'UTC')::date - 1
      and c.day <= ($2 at time zone 'UTC')::date + 1
    """

  static let delivery = """
    select g.department, g.id, f.number, r.title, d.ended_at as at, lpad(d.id::text, 20, '0') as key, coalesce(d.fault, d.outcome) as note,
           null::date as from_day, null::date as to_day, coalesce(d.rows_landed, 0) as amount, coalesce(d.bytes, 0) as bytes,
           array['delivery.' || d.outcome] as slots
    from delivery d
    join access_grant g on g.id = d.access_grant
    join case_file f on f.id = g.id
    join resource r on r.id = g.resource
    where d.ended_at >= $1
      and d.ended_at < $2
    """

  /// amount: people. A retracted record counts nowhere.
  static let ledger = """
    select l.department, null::bigint as id, l.ledger || '/' || l.id as number, coalesce(l.fields ->> 'topic', l.fields ->> 'findings') as title, d.at,
           l.id::text as key, l.day::text as note, null::date as from_day, null::date as to_day, coalesce((l.fields ->> 'people')::bigint, 0) as amount,
           0::bigint as bytes, array[k.slot] as slots
    from ledger_current l
    join (values ('exchange.training', 'training.held'), ('exchange.audit-record', 'audit.recorded')) k (ledger, slot) on k.ledger = l.ledger
    cross join lateral (select l.day::timestamp at time zone 'Asia/Shanghai' as at) d
    where not l.retracted
      and d.at >= $1
      and d.at < $2
    """

  /// amount: seconds within the period. An announced stop ends when it was ended, at its announced end at the latest; an over-run and whatever was not
  /// announced is a fault of the ledger (EX-17c).
  static let downtime = """
    select w.department, w.id, w.number, w.title, w.starts_at as at, w.key, w.note, null::date as from_day, null::date as to_day,
           extract(epoch from least(w.ends_at, $2) - greatest(w.starts_at, $1))::bigint as amount, 0::bigint as bytes, array[w.slot] as slots
    from (
      select f.department, f.id, f.number, s.title, s.starts_at,
             least(s.ends_at, (select max(a.at) from case_act a where a.case_id = f.id and a.step = 'end')) as ends_at, 's' || f.id as key,
             f.state as note, 'downtime.planned' as slot
      from stop_window s
      join case_file f on f.id = s.id and f.state <> 'cancelled'
      union all
      select l.department, null, l.ledger || '/' || l.id, l.fields ->> 'scope', (l.fields ->> 'start')::timestamptz,
             coalesce((l.fields ->> 'end')::timestamptz, 'infinity'), 'f' || l.id, l.fields ->> 'cause', 'downtime.fault'
      from ledger_current l
      where l.ledger = 'exchange.fault' and not l.retracted) w
    where w.starts_at < $2
      and least(w.ends_at, $2) > greatest(w.starts_at, $1)
    """
}
