-- Statistics: frozen months, and when the data of a resource were last seen to change.
create table statistics_snapshot (
  month text primary key check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  made_at timestamptz not null,
  body text not null,
  hash bytea not null check (length(hash) = 32)
);
comment on table statistics_snapshot is '统计快照 (EX-17b): the figures of a month as they stood at its end, with the keys of the rows behind them; one for each month, for ever.';
comment on column statistics_snapshot.body is 'canonical JSON (RFC 8785)';
comment on column statistics_snapshot.hash is 'SM3 of the body';
create trigger statistics_snapshot_append_only before update or delete or truncate on statistics_snapshot
  for each statement execute function refuse_change();

create table resource_update (
  delivery bigint primary key references delivery,
  resource bigint not null references resource,
  at timestamptz not null
);
comment on table resource_update is 'Deliveries that read other data than the delivery before (EX-5.4a): the provider has updated them, whether or not it said so.';
create index resource_update_by_resource on resource_update (resource, at);
create trigger resource_update_append_only before update or delete or truncate on resource_update
  for each statement execute function refuse_change();

create function note_update() returns trigger language plpgsql as $$
begin
  insert into resource_update (delivery, resource, at)
  select new.id, g.resource, new.ended_at
  from access_grant g
  where g.id = new.access_grant
    and new.digest_read <> (
      select d.digest_read
      from delivery d
      where d.access_grant = new.access_grant and d.id < new.id and d.outcome = 'delivered' and d.digest_read is not null
      order by d.id desc
      limit 1)
  on conflict do nothing;
  return null;
end $$;
create trigger delivery_update after insert or update of outcome on delivery for each row
  when (new.outcome = 'delivered') execute function note_update();
insert into resource_update (delivery, resource, at)
select d.id, g.resource, d.ended_at
from (
  select id, access_grant, ended_at, digest_read, lag(digest_read) over (partition by access_grant order by id) as before
  from delivery
  where outcome = 'delivered' and digest_read is not null) d
join access_grant g on g.id = d.access_grant
where d.digest_read <> d.before;

-- Figures of a period read what happened in it; those of a moment read every catalogue and resource, without their forms.
create index case_act_by_time on case_act (at, case_id, seq);
create index case_act_refresh on case_act (case_id, at) where step in ('refresh', 'update');
create index case_file_figures on case_file (procedure, id) include (department, state, opened_at, changed_at);
create index catalogue_version_figures on catalogue_version (catalogue, version desc) include (class, frequency, published_at);
