-- Keeping: what other rooms may read of ledgers and of the acts in the use log.
create or replace view ledger_current as
select e.id, e.ledger, e.department, v.version, v.fields, v.day, v.retracted, v.reason, e.opened_at, v.written_at, v.written_by
from ledger_entry e
join ledger_version v on v.entry = e.id
where v.version = (select max(w.version) from ledger_version w where w.entry = e.id);
comment on view ledger_current is 'Each record of a ledger in its newest version; a retracted one counts nowhere (EX-18, EX-20).';

create or replace view use_event as
select e.seq, e.at, a.department, a.name,
       case when e.action <> 'code.make' then e.action
            when e.detail::jsonb ->> 'replacement' = 'first' then 'code.first'
            else 'code.reset' end as action,
       e.subject
from audit_entry e
join account a on e.actor = 'account:' || a.id
where e.action in ('code.make', 'landing.password', 'delivery.ask', 'landing.download', 'use-log.export', 'ledger.export', 'ledger.paper', 'account.filing');
comment on view use_event is 'Downloads, exports, codes and passwords of a department''s people, for its use log (EX-20).';
