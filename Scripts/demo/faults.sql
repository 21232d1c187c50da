-- What must hold of the exchange's database, however often it was killed. Every row that comes out says what does not.
select format('事项重复:%s %s %s,共 %s 件', procedure, department, named, count(*))
from (
  select procedure, department, concat_ws(' ', fields ->> 'name', fields ->> 'code', fields ->> 'system') as named
  from case_file
  where procedure not in ('exchange.grant', 'exchange.violation')) as opened
group by procedure, department, named
having count(*) > 1;

select format('授权 %s 有 %s 次违规处置、%s 件违规事项', taken.grant_id, taken.acts, count(v.id))
from (
  select f.id as grant_id, count(a.seq) as acts
  from case_file f
  left join case_act a on a.case_id = f.id and a.step in ('suspend', 'revoke', 'terminate') and a.input ? 'facts' and not a.input ? 'violation'
  where f.procedure = 'exchange.grant'
  group by f.id) as taken
left join case_file v on v.procedure = 'exchange.violation' and v.origin = taken.grant_id
group by taken.grant_id, taken.acts
having count(v.id) <> taken.acts;

select format('申请 %s(%s)有 %s 项授权', f.id, f.state, count(g.id))
from case_file f
left join access_grant g on g.application = f.id
where f.procedure = 'exchange.application'
group by f.id, f.state
having count(g.id) <> case when f.state = 'granted' then 1 else 0 end;

select format('授权事项 %s 没有授权内容', f.id)
from case_file f
where f.procedure = 'exchange.grant' and not exists (select from access_grant g where g.id = f.id);

select format('授权 %s 第 %s 版有 %s 次完成的交付、%s 份回执', d.access_grant, d.version, count(distinct d.id), count(r.version))
from delivery d
left join delivery_receipt r on r.access_grant = d.access_grant and r.version = d.version and r.delivery = d.id
where d.outcome = 'delivered'
group by d.access_grant, d.version
having count(distinct d.id) <> 1 or count(r.version) <> 1;

select format('授权 %s 第 %s 版的回执没有完成的交付', r.access_grant, r.version)
from delivery_receipt r
where not exists (select from delivery d where d.id = r.delivery and d.version = r.version and d.outcome = 'delivered');

select format('授权 %s 第 %s 版的回执接不上前一份', access_grant, version)
from (
  select access_grant, version, previous,
         coalesce(lag(hash) over (partition by access_grant order by version), decode(repeat('00', 32), 'hex')) as before
  from delivery_receipt) as chained
where previous <> before;

select format('授权 %s 有 %s 个有效的授权码', access_grant, count(*))
from access_code
where ends_at is null or ends_at > office_now()
group by access_grant
having count(*) > 1;

select format('调用 %s 记了 %s 次', call_id, count(*))
from call_log
group by call_id
having count(*) > 1;

select format('审计记录 %s 条,链头为第 %s 条,最大序号 %s', count(*), h.seq, max(e.seq))
from audit_head h
left join audit_entry e on true
group by h.seq, h.hash
having count(e.seq) <> h.seq or max(e.seq) <> h.seq or not bool_or(e.seq = h.seq and e.hash = h.hash);

select format('事项 %s 的时限 %s 有 %s 个未结', case_id, code, count(*))
from case_clock
where ended_at is null
group by case_id, code
having count(*) > 1;

select format('后台任务 %s(%s)被放弃:%s', id, kind, last_error)
from job
where state = 'dead';
