/// Figures of what was done in the period, as the histories of cases have it.
enum FigureActSQL {
  /// Counted for the applicant, the raiser, the provider whose data were reported, the user department that a violation names.
  static let act = """
    select case when f.procedure in ('exchange.quality', 'exchange.violation') then f.counterpart else f.department end as department,
           f.id, f.number, coalesce(f.title, r.title, p.number) as title, a.at, f.id || '-' || a.seq as key, a.to_state as note, \(FigureSQL.plain),
           array_remove(case f.procedure
             when 'exchange.application' then array[
               case when s.goes then 'application.submitted' end,
               case when s.goes then 'application.class.' || case a.to_state
                      when 'platform-review' then 'unconditional' when 'provider-review' then 'conditional' else c.class end end,
               case when s.goes then 'application.kind.' || r.kind end,
               case when s.goes and f.fields ->> 'oneThing' = 'true' then 'application.one-thing' end,
               case when s.ends then 'application.result.' || a.to_state end]
             when 'exchange.demand' then array[
               case when s.goes then 'demand.submitted' end,
               case when s.goes then 'demand.wish.' || (f.fields ->> 'wish') end,
               case when a.step = 'forward' or s.ends then 'demand.result.' || a.to_state end]
             when 'exchange.change' then array[case when a.step = 'agree' then 'change.extended' end]
             when 'exchange.grant' then array[case when s.ends then 'grant.' || a.to_state end]
             when 'exchange.quality' then array[
               case when s.goes then 'quality.reported' end,
               case when s.ends then 'quality.' || a.to_state end]
             when 'exchange.violation' then array[
               case when a.from_state = 'draft' then 'violation.recorded' end,
               case when s.ends then 'violation.' || a.to_state end]
             when 'exchange.dispute' then array[
               case when s.goes then 'dispute.raised' end,
               case when s.ends then 'dispute.' || a.to_state end]
             end, null) as slots
    from case_act a
    join case_file f on f.id = a.case_id
    left join case_file p on p.id = f.parent
    left join resource r on f.procedure = 'exchange.application' and r.id = f.parent
    left join lateral (
      select v.class
      from catalogue_version v
      where v.catalogue = r.catalogue and v.published_at <= a.at
      order by v.version desc
      limit 1) c on a.to_state = 'granted' and a.from_state = 'draft'
    cross join lateral (
      select a.from_state = 'draft' and a.step in ('submit', 'raise') as goes,
             a.to_state <> a.from_state and a.to_state in (
               'granted', 'not-accepted', 'denied', 'withdrawn', 'ended', 'unqualified', 'implemented', 'declined', 'revoked', 'terminated',
               'untrue', 'closed', 'agreed', 'coordinated') as ends) s
    where a.at >= $1
      and a.at < $2
      and f.procedure in ('exchange.application', 'exchange.demand', 'exchange.change', 'exchange.grant', 'exchange.quality', 'exchange.violation',
                          'exchange.dispute')
    """

  /// One row for each department that a bulletin named when it was published (EX-17b, EX-21).
  static let bulletin = """
    select d.code as department, f.id, f.number, f.title, a.at, f.id || '-' || d.code as key, f.state as note, \(FigureSQL.plain),
           array['bulletin.' || (f.fields ->> 'kind')] as slots
    from case_act a
    join case_file f on f.id = a.case_id and f.procedure = 'exchange.bulletin'
    join department d on d.code = any (f.addressees)
    where a.step = 'publish'
      and a.at >= $1
      and a.at < $2
    """
}
