import Sharing

/// The one SQL of each family of figures. Parameters: $1 the beginning of the period, $2 its end or now if that is earlier (both instants, the second exclusive).
///
/// Columns: department, id, number, title, at, key, note, from_day, to_day, amount, bytes, slots. (at, key) orders the rows; key alone names a row
/// within its family.
enum FigureSQL {
  static func body(_ family: FigureFamily) -> String {
    switch family {
    case .catalogue: catalogue
    case .noShare: noShare
    case .resource: resource
    case .clock: clock
    case .act: FigureActSQL.act
    case .grant: grant
    case .call: FigureUseSQL.call
    case .delivery: FigureUseSQL.delivery
    case .ledger: FigureUseSQL.ledger
    case .bulletin: FigureActSQL.bulletin
    case .downtime: FigureUseSQL.downtime
    case .netUnit: FigureNetSQL.unit
    case .netAccess: FigureNetSQL.access
    case .netAct: FigureNetSQL.act
    case .netLine: FigureNetLineSQL.line
    case .netFault: FigureNetLineSQL.fault
    case .netService: FigureNetLineSQL.service
    case .netAddress: FigureNetLineSQL.address
    case .netOverdue: FigureNetSQL.overdue
    case .netPrivate: FigureNetSQL.privateNetwork
    case .netGrading: FigureNetSQL.grading
    case .netReport: FigureNetSQL.report
    }
  }

  static let plain = "null::date as from_day, null::date as to_day, 0::bigint as amount, 0::bigint as bytes"
  static let day = FreshnessSQL.day

  /// The state in which a case was at the end of the period; what has not been touched since stands as it is.
  static func state(_ f: String) -> String {
    """
    select case when \(f).changed_at < $2 then \(f).state
                else coalesce(
                  (select a.to_state from case_act a where a.case_id = \(f).id and a.at < $2 order by a.seq desc limit 1),
                  (select a.from_state from case_act a where a.case_id = \(f).id order by a.seq limit 1),
                  \(f).state) end as state
    """
  }

  /// Drafts never went out and count nowhere.
  private static let catalogue = """
    select f.department, f.id, f.number, f.title, f.opened_at as at, f.id::text as key, s.state as note, \(plain),
           array_remove(array[
             'catalogue.state.' || s.state,
             case when s.state in ('published', 'withdrawal-review', 'offline-talks') then 'catalogue.class.' || v.class end], null) as slots
    from case_file f
    cross join lateral (\(state("f"))) s
    left join (
      select distinct on (w.catalogue) w.catalogue, w.class
      from catalogue_version w
      where w.published_at < $2
      order by w.catalogue, w.version desc) v on v.catalogue = f.id
    where f.procedure = 'exchange.catalogue'
      and f.opened_at < $2
      and s.state not in ('draft', 'discarded')
    """

  private static let noShare = """
    select f.department, f.id, f.number, f.title, f.opened_at as at, f.id::text as key, s.state as note, \(plain),
           array['no-share.' || s.state] as slots
    from case_file f
    cross join lateral (\(state("f"))) s
    where f.procedure = 'exchange.no-share'
      and f.opened_at < $2
      and s.state not in ('draft', 'discarded')
    """

  private static let resource = """
    select r.provider as department, r.id, f.number, r.title, r.attached_at as at, r.id::text as key, r.kind as note, \(plain),
           array_remove(array[
             'resource.kind.' || r.kind,
             case when r.kind in ('table', 'folder') and freshness_due(l.updated, q.frequency) < ($2 \(day)
                  then 'resource.lagging' end], null) as slots
    from resource r
    join case_file f on f.id = r.id and f.procedure = 'exchange.resource'
    cross join lateral (\(state("f"))) s
    cross join lateral (\(FreshnessSQL.frequency(at: "$2"))) q
    cross join lateral (\(FreshnessSQL.updated(at: "$2"))) l
    where r.attached_at < $2
      and s.state in ('attached', 'paused', 'offline-planned')
    """

  /// Statutory clocks. Each is settled once, in the period in which that became certain: in time when it ended before its due date, late when the due
  /// date passed (K6). One dropped before its deadline is not counted (K7), nor a change whose request for more time is undecided (EX-6c). amount: 1 when late.
  private static let clock = """
    select coalesce(k.holder_department, b.code) as department, f.id, f.number, f.title, v.at, k.id::text as key, f.state as note,
           k.start_day as from_day, (k.ended_at \(day) as to_day, v.late::int::bigint as amount, 0::bigint as bytes,
           array_remove(array[
             case when k.outcome = 'met' and k.ended_at >= $1 and k.ended_at < $2 then l.leg || '.handled' end,
             case when v.settles then l.leg || '.settled' end,
             case when v.settles and v.late then l.leg || '.late' end,
             case when v.settles and not v.late then l.leg || '.on-time' end], null) as slots
    from case_clock k
    join case_file f on f.id = k.case_id
    join department b on b.kind = 'bureau'
    join (values ('CK1', 'application.bureau'), ('CK2', 'application.provider'), ('CK3', 'demand.bureau'), ('CK4', 'demand.provider'), ('CK5', 'change'))
      l (code, leg) on l.code = k.code
    cross join lateral (
      select coalesce(
        (select a.step = 'ask-extension'
         from case_act a
         where a.case_id = f.id and a.step in ('ask-extension', 'agree', 'refuse') and a.at < $2
         order by a.seq desc
         limit 1), false) as undecided) u
    cross join lateral (
      select coalesce(k.ended_at, 'infinity') >= k.due_at as late, least(k.ended_at, k.due_at) as at,
             least(k.ended_at, k.due_at) >= $1 and least(k.ended_at, k.due_at) < $2
               and not (u.undecided and coalesce(k.ended_at, 'infinity') >= k.due_at) as settles) v
    where k.statutory
      and k.outcome is distinct from 'dropped'
      and (v.settles or (k.ended_at >= $1 and k.ended_at < $2))
    """

  /// Unused: an interface in force whose last use, or what counts as one, lies more than three months back (CK7); not while it is paused.
  private static let grant = """
    select g.department, g.id, f.number, r.title, g.granted_at as at, g.id::text as key, s.state as note, \(plain),
           array_remove(array[
             case when s.state = 'in-force' and g.expires_at > $2 then 'grant.in-force' end,
             case when s.state = 'suspended' and g.expires_at > $2 then 'grant.suspended' end,
             case when s.state = 'in-force' and g.expires_at > $2 and g.expires_at <= $2 + interval '30 days' then 'grant.expiring-30' end,
             case when s.state = 'in-force' and g.expires_at > $2 and g.expires_at <= $2 + interval '60 days' then 'grant.expiring-60' end,
             case when s.state in ('in-force', 'suspended', 'expired') and g.expires_at > $1 and g.expires_at <= $2 then 'grant.expired' end,
             case when s.state = 'in-force' and g.expires_at > $2 and r.kind = 'interface' and p.state <> 'paused'
                   and \(isIdle("greatest(g.granted_at, o.resumed)"))
                   and not exists (
                     select from call_log c
                     where c.access_grant = g.id and c.admitted and c.at < $2 and c.day > ($2 \(day) - 100 and not \(isIdle("c.at")))
                  then 'grant.unused' end], null) as slots
    from access_grant g
    join case_file f on f.id = g.id and f.procedure = 'exchange.grant'
    join resource r on r.id = g.resource
    join case_file rf on rf.id = r.id
    cross join lateral (\(state("f"))) s
    cross join lateral (\(state("rf"))) p
    cross join lateral (
      select max(a.at) as resumed
      from case_act a
      where a.case_id in (g.id, r.id) and a.step = 'resume' and a.at < $2) o
    where g.granted_at < $2
    """

  private static func isIdle(_ base: String) -> String {
    "((((\(base) \(day) + interval '3 months')::date + 1)::timestamp at time zone 'Asia/Shanghai' <= $2)"
  }
}
