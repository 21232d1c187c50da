-- Notices by mail, for who asks for them; and how far somebody has read the department's notices.
alter table account
  add column mail text check (mail ~ '^[\x21-\x3f\x41-\x7e]+@[A-Za-z0-9.-]+$' and length(mail) <= 254),
  add column mail_without text[] not null default '{}',
  add column notices_seen bigint not null default 0;
comment on column account.mail is 'Where notices go by mail; null where the person wants none.';
comment on column account.mail_without is 'Topics of notices (NoticeTopic) that the person does not want by mail.';
comment on column account.notices_seen is 'The last notice of the department that the person has seen.';
alter table notice drop column read_at, drop column read_by;
alter table notice add column posted boolean not null default false;
comment on column notice.posted is 'Whether its letters lie in the outbox.';
update notice set posted = true;
create index notice_department on notice (department, id);
create index notice_unposted on notice (id) where not posted;
