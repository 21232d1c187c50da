/// Figures of the extranet's lines and addresses (NET §6). Parameters and columns as in `FigureSQL`.
enum FigureNetLineSQL {
  private static let plain = FigureSQL.plain

  /// amount: Mbps; bytes: yuan a year.
  static let line = """
    select f.department, f.id, f.number, f.fields ->> 'number' as title, f.opened_at as at, f.id::text as key, s.state as note, null::date as from_day,
           null::date as to_day, (f.fields ->> 'bandwidth')::bigint as amount, coalesce((f.fields ->> 'cost')::bigint, 0) as bytes,
           array_remove(array[
             'net.line.state.' || s.state,
             case when s.state <> 'stopped' then 'net.line.live' end,
             case when s.state <> 'stopped' then 'net.line.plane.' || (f.fields ->> 'plane') end,
             case when s.state <> 'stopped' then 'net.line.payer.' || (f.fields ->> 'payer') end], null) as slots
    from case_file f
    cross join lateral (\(FigureSQL.state("f"))) s
    where f.procedure = 'extranet.line'
      and f.opened_at < $2
      and s.state not in ('draft', 'discarded')
    """

  /// Faults as they were told: from when one began until it was mended, or until now. A fault that was still there at a later step of the line, such as a
  /// cut, ends with it.
  private static let faults = """
    select f.id, f.number, f.department as operator, f.fields ->> 'plane' as plane, f.fields ->> 'number' as line, a.seq, (a.input ->> 'since')::timestamptz as starts_at,
           coalesce((r.input ->> 'until')::timestamptz, r.at, 'infinity') as ends_at, a.input ->> 'symptom' as symptom
    from case_file f
    join case_act a on a.case_id = f.id and a.step = 'fault'
    left join lateral (select n.input, n.at from case_act n where n.case_id = f.id and n.seq > a.seq and n.from_state = 'faulty' and n.to_state <> 'faulty' order by n.seq limit 1) r on true
    where f.procedure = 'extranet.line'
    """

  /// amount: seconds within the period.
  static let fault = """
    select x.operator as department, x.id, x.number, x.line as title, x.starts_at as at, x.id || '-' || x.seq as key, x.symptom as note, null::date as from_day,
           null::date as to_day, greatest(0, extract(epoch from least(x.ends_at, $2) - greatest(x.starts_at, $1)))::bigint as amount, 0::bigint as bytes,
           array['net.fault.' || x.plane] as slots
    from (\(faults)) x
    where x.starts_at < $2
      and x.ends_at > $1
    """

  /// One row a line that was in service: bytes: seconds of it within the period; amount: seconds of fault among them.
  static let service = """
    select f.department, f.id, f.number, f.fields ->> 'number' as title, v.starts_at as at, f.id::text as key, f.state as note, null::date as from_day,
           null::date as to_day, coalesce(b.seconds, 0)::bigint as amount, extract(epoch from least(v.ends_at, $2) - greatest(v.starts_at, $1))::bigint as bytes,
           array['net.availability.' || (f.fields ->> 'plane')] as slots
    from case_file f
    cross join lateral (
      select min(a.at) filter (where a.to_state = 'running') as starts_at, coalesce(min(a.at) filter (where a.to_state = 'stopped'), 'infinity') as ends_at
      from case_act a
      where a.case_id = f.id) v
    left join lateral (
      select sum(extract(epoch from least(x.ends_at, v.ends_at, $2) - greatest(x.starts_at, v.starts_at, $1))) as seconds
      from (\(faults)) x
      where x.id = f.id and x.starts_at < least($2, v.ends_at) and x.ends_at > greatest($1, v.starts_at)) b on true
    where f.procedure = 'extranet.line'
      and v.starts_at < $2
      and v.ends_at > $1
      and v.starts_at < v.ends_at
    """

  static let address = """
    select a.unit as department, a.access as id, f.number, a.range::text as title, a.made_at as at, lpad(a.id::text, 20, '0') as key, a.purpose as note, \(plain),
           array['net.address.' || a.state || '.' || family(a.range)] as slots
    from address_allotment a
    join case_file f on f.id = a.access
    where a.made_at < $2
      and coalesce(a.ended_at, 'infinity') >= $2
      and a.state in ('reserved', 'allotted')
    """
}
