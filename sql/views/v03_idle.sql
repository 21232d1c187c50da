-- Interfaces by when they were last used (CK7): latest of approval, last authenticated call, end of the last suspension or pause.
create or replace view grant_idle as
select u.id, u.number, u.department, u.provider, u.resource, u.code, u.title, u.last_use,
       (((u.last_use at time zone 'Asia/Shanghai')::date + make_interval(months => (
         select k.length from clock_rule k where k.code = 'CK7' and k.effective_from <= (u.last_use at time zone 'Asia/Shanghai')::date
         order by k.effective_from desc limit 1)) + interval '1 day') at time zone 'Asia/Shanghai') as idle_from
from (
  select g.id, f.number, g.department, r.provider, r.id as resource, r.code, r.title,
         greatest(g.granted_at,
           (select max(c.at) from call_log c where c.access_grant = g.id and (c.admitted or c.code not in ('E46', 'E51') and c.code not like 'E36%')),
           (select max(a.at) from case_act a where a.case_id in (g.id, r.id) and a.step = 'resume')) as last_use
  from access_grant g
  join case_file f on f.id = g.id and f.state = 'in-force'
  join resource r on r.id = g.resource and r.kind = 'interface'
  join resource_serving rf on rf.id = r.id and rf.state = 'attached'
  where g.expires_at > office_now()) u;
comment on view grant_idle is 'From idle_from on the provider may revoke (EX-11.2c); nothing happens by itself. Suspended grants and paused resources are not in it.';
