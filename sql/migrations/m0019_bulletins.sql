-- A published bulletin (通报) is written down and signed in the same batches as the agreements.
alter table agreement_event alter column access_grant drop not null;
alter table agreement_event add column bulletin bigint references case_file;
alter table agreement_event drop constraint agreement_event_kind_check;
alter table agreement_event add constraint agreement_event_kind_check
  check (kind in ('approved', 'suspended', 'resumed', 'revoked', 'terminated', 'given-up', 'expired', 'bulletin'));
alter table agreement_event add constraint agreement_event_of_one
  check (num_nonnulls(access_grant, bulletin) = 1 and (kind = 'bulletin') = (bulletin is not null));
create unique index agreement_event_one_bulletin on agreement_event (bulletin) where bulletin is not null;
comment on column agreement_event.bulletin is 'the bulletin whose published text this is (EX-17b, EX-21); then there is no grant';
