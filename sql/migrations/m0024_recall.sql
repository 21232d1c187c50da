-- 召回: data that were shared wrongly are taken out of every landing area that ever got them. Such an attempt brings no new data (EX-5.4a).
alter table delivery add column recalls boolean not null default false;
comment on column delivery.recalls is 'This attempt takes back what was delivered; its receipt says why.';

create or replace function note_update() returns trigger language plpgsql as $$
begin
  insert into resource_update (delivery, resource, at)
  select new.id, g.resource, new.ended_at
  from access_grant g
  where g.id = new.access_grant
    and not new.recalls
    and new.digest_read <> (
      select d.digest_read
      from delivery d
      where d.access_grant = new.access_grant and d.id < new.id and d.outcome = 'delivered' and not d.recalls and d.digest_read is not null
      order by d.id desc
      limit 1)
  on conflict do nothing;
  return null;
end $$;
