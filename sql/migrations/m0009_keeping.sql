-- Accounts to their end, ledgers, and what the use log reads.
alter table account add column closed_at timestamptz;
comment on column account.closed_at is '注销 (EX §4-11); the account is kept for history.';

create table handover (
  id bigint primary key generated always as identity,
  leaver bigint not null references account,
  successor bigint not null references account,
  department text not null references department,
  note text not null,
  items jsonb not null,
  codes text[] not null,
  codes_end_at timestamptz,
  filed_by bigint not null references account,
  filed_at timestamptz not null,
  constraint handover_two_people check (leaver <> successor),
  check ((codes = '{}') = (codes_end_at is null))
);
comment on table handover is '交接记录 (EX-11.5): filed with the bureau; items: the tasks that moved; codes: access codes the leaver could see, ended at codes_end_at.';
create index handover_by_leaver on handover (leaver, id);
create index handover_by_department on handover (department, id);
create trigger handover_append_only before update or delete or truncate on handover for each statement execute function refuse_change();

create index case_file_unsent on case_file (opened_by, id) where state in ('draft', 'returned');

create table department_succession (
  predecessor text primary key references department,
  successor text not null references department,
  document text not null,
  day date not null,
  recorded_by bigint not null references account,
  recorded_at timestamptz not null,
  constraint department_succession_two check (predecessor <> successor)
);
comment on table department_succession is 'A merged department and who follows it, with the document (EX-11); authorizations keep their original end.';
create trigger department_succession_append_only before update or delete or truncate on department_succession
  for each statement execute function refuse_change();

create table ledger_entry (
  id bigint primary key generated always as identity,
  ledger text not null,
  department text not null references department,
  opened_at timestamptz not null
);
comment on table ledger_entry is 'One record of a 台账 (EX-18, EX-20); what it says stands in its versions.';
create index ledger_entry_by_ledger on ledger_entry (ledger, department, id);
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry for each statement execute function refuse_change();

create table ledger_version (
  entry bigint not null references ledger_entry,
  version int not null,
  fields jsonb not null,
  day date not null,
  retracted boolean not null,
  reason text,
  written_by bigint not null references account,
  written_at timestamptz not null,
  primary key (entry, version),
  check (version > 0),
  check (not retracted or reason is not null)
);
comment on table ledger_version is 'What a record says, version by version; a correction is the next one, nothing is deleted (EX-20). day: on which it counts.';
create trigger ledger_version_append_only before update or delete or truncate on ledger_version for each statement execute function refuse_change();

create table ledger_paper (
  entry bigint not null references ledger_entry,
  name text not null,
  version int not null,
  file_name text not null,
  media_type text not null,
  size int not null check (size between 1 and 20971520),
  sha256 bytea not null,
  body bytea not null,
  put_by bigint not null references account,
  put_at timestamptz not null,
  primary key (entry, name, version)
);
comment on table ledger_paper is 'Files of a record (EX-20): never overwritten, a new upload is a new version.';
create trigger ledger_paper_append_only before update or delete or truncate on ledger_paper for each statement execute function refuse_change();

-- The use log pages through the few kinds of audit entry it shows without walking the whole chain.
create index audit_entry_use on audit_entry (at, seq)
  where action in ('code.make', 'landing.password', 'delivery.ask', 'landing.download', 'use-log.export', 'ledger.export', 'ledger.paper', 'account.filing');
create index delivery_by_time on delivery (started_at, id);

-- The use log is never altered (EX-20): only the outcome of a call that was admitted may still come, and only the end of a delivery.
create function hold_call() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.status is not null
     or (old.call_id, old.at, old.key_id, old.access_grant, old.resource, old.department, old.method, old.path, old.peer, old.admitted, old.code)
        is distinct from
        (new.call_id, new.at, new.key_id, new.access_grant, new.resource, new.department, new.method, new.path, new.peer, new.admitted, new.code) then
    raise exception 'call_log is append-only' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger call_log_append_only before update or delete on call_log for each row execute function hold_call();
create trigger call_log_not_emptied before truncate on call_log for each statement execute function refuse_change();
create trigger delivery_append_only before delete or truncate on delivery for each statement execute function refuse_change();
