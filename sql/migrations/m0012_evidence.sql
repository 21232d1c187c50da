-- Evidence: signed batches over the call log, their anchors outside the database, and the archives of months that are no longer online.
alter table call_log add column fault text;
comment on column call_log.fault is 'Why an admitted call failed, as the outcome says; code is why one was refused.';
create index call_log_by_journal on call_log (journal, seq);

create table call_journal (
  journal bytea primary key check (length(journal) = 16),
  highest bigint not null,
  settled bigint not null
);
comment on table call_journal is 'How far a gateway''s journal has come: highest number shipped; calls below settled will not change any more (EX-20).';

create table call_batch (
  id bigint primary key check (id > 0),
  journal bytea not null,
  first bigint not null check (first > 0),
  last bigint not null,
  month date not null check (date_trunc('month', month) = month),
  made_at timestamptz not null,
  root bytea not null check (length(root) = 32),
  previous bytea not null check (length(previous) = 32),
  head bytea not null check (length(head) = 32),
  sm2 bytea not null,
  p256 bytea not null,
  signer text not null,
  check (last >= first),
  unique (journal, first)
);
comment on table call_batch is '调用签名批次: calls first to last of a journal under one Merkle root (RFC 6962 over SM3), signed with SM2 and ECDSA P-256, chained by previous (EX-20).';
comment on column call_batch.previous is 'head of the batch before; zeros for batch 1';
comment on column call_batch.head is 'SM3 of the signed text, which names the root and previous';
create index call_batch_by_journal on call_batch (journal, last);
create index call_batch_by_month on call_batch (month, id);
create trigger call_batch_append_only before update or delete or truncate on call_batch for each statement execute function refuse_change();

create table call_leaf (
  month date not null,
  batch bigint not null,
  hashes bytea not null,
  primary key (month, batch)
) partition by range (month);
comment on table call_leaf is 'SM3 of each call of a batch, 32 bytes each in order: they name the call that was changed. Goes with its month.';
create trigger call_leaf_append_only before update or delete or truncate on call_leaf for each statement execute function refuse_change();

create table call_anchor (
  place text not null,
  batch bigint not null references call_batch,
  at timestamptz not null,
  primary key (place, batch)
);
comment on table call_anchor is '锚定: up to which batch a file outside the database holds the heads; place: the journal of the node that keeps the file.';
create index call_anchor_by_batch on call_anchor (batch);
create trigger call_anchor_append_only before update or delete or truncate on call_anchor for each statement execute function refuse_change();

create table call_stamp (
  batch bigint primary key references call_batch,
  at timestamptz not null,
  token bytea not null
);
comment on table call_stamp is '时间戳 (RFC 3161): a time stamp authority''s answer over the signed text of an anchored batch, where one is configured.';
create trigger call_stamp_append_only before update or delete or truncate on call_stamp for each statement execute function refuse_change();

create table call_archive (
  month date primary key,
  file text not null,
  batches bigint not null,
  calls bigint not null,
  bytes bigint not null,
  hash bytea not null check (length(hash) = 32),
  written_at timestamptz not null,
  keep_until timestamptz
);
comment on table call_archive is '归档 of a month of calls: written, read back and checked before its rows went (EX-20). keep_until: 3 years after the last of its grants'' terms.';
create trigger call_archive_append_only before update or delete or truncate on call_archive for each statement execute function refuse_change();

create table call_archive_run (
  month date not null references call_archive,
  run text not null,
  first bigint not null,
  last bigint not null,
  primary key (month, run)
);
comment on table call_archive_run is 'Which call ids an archive holds: all before the last hyphen, and the lowest and highest number behind it.';
create index call_archive_run_by_run on call_archive_run (run);
create trigger call_archive_run_append_only before update or delete or truncate on call_archive_run for each statement execute function refuse_change();

-- A month's own partitions. What came early and lies in the default one goes over with it.
create function make_call_month(month date) returns void language plpgsql as $$
declare
  name text := 'call_log_' || to_char(month, 'YYYYMM');
  leaf text := 'call_leaf_' || to_char(month, 'YYYYMM');
  until date := (month + interval '1 month')::date;
  moves boolean;
begin
  if to_regclass(name) is not null then return; end if;
  perform pg_advisory_xact_lock(7210);
  if to_regclass(name) is not null or exists (select from call_archive a where a.month = make_call_month.month) then return; end if;
  lock table call_log in access exclusive mode;
  moves := exists (select from call_log_other where day >= month and day < until);
  if moves then
    alter table call_log detach partition call_log_other;
    alter table call_log_other rename to call_log_moving;
  end if;
  execute format('create table %I partition of call_log for values from (%L) to (%L)', name, month, until);
  execute format('create trigger not_emptied before truncate on %I for each statement execute function refuse_change()', name);
  execute format('create table %I partition of call_leaf for values from (%L) to (%L)', leaf, month, until);
  execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_change()', leaf);
  if moves then
    create table call_log_other partition of call_log default;
    insert into call_log select * from call_log_moving;
    drop table call_log_moving;
  end if;
end $$;
comment on function make_call_month(date) is 'Makes the partitions of a month, given by its first day, where they are missing (EX-20).';

-- Only a month that lies in an archive goes, and it goes whole.
create function drop_call_month(month date) returns void language plpgsql as $$
begin
  if not exists (select from call_archive a where a.month = drop_call_month.month) then
    raise exception 'month % is in no archive', month using errcode = 'insufficient_privilege';
  end if;
  execute format('alter table call_log detach partition %I', 'call_log_' || to_char(month, 'YYYYMM'));
  execute format('drop table %I', 'call_log_' || to_char(month, 'YYYYMM'));
  execute format('alter table call_leaf detach partition %I', 'call_leaf_' || to_char(month, 'YYYYMM'));
  execute format('drop table %I', 'call_leaf_' || to_char(month, 'YYYYMM'));
end $$;
comment on function drop_call_month(date) is 'Takes an archived month out of the database (EX-20).';

-- The use log is never altered (EX-20): only the outcome of a call that was admitted may still come, and not once a batch is signed over it.
create or replace function hold_call() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.status is not null
     or (old.call_id, old.at, old.key_id, old.access_grant, old.resource, old.department, old.method, old.path, old.peer, old.admitted, old.code)
        is distinct from
        (new.call_id, new.at, new.key_id, new.access_grant, new.resource, new.department, new.method, new.path, new.peer, new.admitted, new.code)
     or exists (select from call_batch b where b.journal = old.journal and b.last >= old.seq and b.first <= old.seq) then
    raise exception 'call_log is append-only' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Calls that are there already: all of them are as they will be, and each gets the partition of its month.
insert into call_journal (journal, highest, settled)
select journal, max(seq), max(seq) + 1
from call_log
where length(journal) = 16
group by journal;
do $$
declare
  month date;
begin
  for month in select distinct date_trunc('month', day)::date from call_log order by 1 loop
    perform make_call_month(month);
  end loop;
end $$;
