-- The kernel that all six measures share: cases, acts, papers, clocks, notices, jobs, audit, idempotency.
create table procedure_sheet (
  procedure text not null,
  revision int not null,
  hash bytea not null,
  sheet text not null,
  first_seen timestamptz not null default now(),
  primary key (procedure, revision)
);
comment on table procedure_sheet is 'The declaration each revision was first run with. The same revision with another text stops the start.';

create table case_file (
  id bigint primary key generated always as identity,
  number text not null unique,
  procedure text not null,
  revision int not null,
  state text not null,
  department text not null references department,
  counterpart text references department,
  parent bigint references case_file,
  opened_by bigint not null references account,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null default 1,
  agreed text[] not null default '{}',
  fields jsonb not null default '{}',
  foreign key (procedure, revision) references procedure_sheet
);
comment on table case_file is 'One case (事项). Its state lives here and nowhere else.';
comment on column case_file.department is 'whose case it is';
comment on column case_file.counterpart is 'the other department: the provider of an application, the user of a grant';
comment on column case_file.parent is 'the case this one hangs on: catalogue of a resource, resource of an application, application of a grant';
create index case_file_by_state on case_file (procedure, state, id);
create index case_file_by_department on case_file (department, procedure, id);
create index case_file_by_counterpart on case_file (counterpart, procedure, id);
create index case_file_by_parent on case_file (parent, procedure);

create table case_act (
  case_id bigint not null references case_file,
  seq int not null,
  step text not null,
  party text not null,
  account bigint references account,
  at timestamptz not null,
  from_state text not null,
  to_state text not null,
  input jsonb not null default '{}',
  primary key (case_id, seq)
);
comment on table case_act is 'Append-only history of a case: who did what, when, with what words.';

create table case_paper (
  case_id bigint not null references case_file,
  name text not null,
  version int not null,
  file_name text not null,
  media_type text not null,
  size int not null check (size between 1 and 20971520),
  sha256 bytea not null,
  body bytea not null,
  put_by bigint not null references account,
  put_at timestamptz not null,
  primary key (case_id, name, version)
);
comment on table case_paper is 'Attachments (EX §5): never overwritten, a new upload is a new version.';

create table work_calendar (
  day date primary key,
  kind text not null check (kind in ('holiday', 'workday')),
  source text not null
);
comment on table work_calendar is 'Days that differ from plain Monday to Friday, each with the notice that says so (EX K2).';
create table calendar_year (
  year int primary key,
  notice text not null,
  provisional boolean not null default false
);
comment on table calendar_year is 'Years whose holiday notice is loaded. Any other year is provisional (EX K5).';

create table clock_rule (
  code text not null,
  length int not null check (length > 0),
  unit text not null check (unit in ('working_day', 'calendar_day', 'month', 'hour', 'lead')),
  legal_source text not null,
  effective_from date not null,
  primary key (code, effective_from)
);
comment on table clock_rule is 'Lengths in force. A clock takes the row in effect on the day it starts and keeps it (EX §7.23).';

create table figure_rule (
  code text not null,
  value int not null,
  unit text not null,
  legal_source text not null,
  effective_from date not null,
  primary key (code, effective_from)
);
comment on table figure_rule is 'Figures of the measures that are no lengths of time.';

create table case_clock (
  id bigint primary key generated always as identity,
  case_id bigint not null references case_file,
  code text not null,
  started_at timestamptz not null,
  start_day date not null,
  length int not null,
  unit text not null,
  legal_source text not null,
  statutory boolean not null,
  holder text not null,
  holder_department text references department,
  due_at timestamptz not null,
  due_day date not null,
  provisional boolean not null default false,
  ended_at timestamptz,
  outcome text check (outcome in ('met', 'dropped')),
  days_late int,
  reminded int not null default 0,
  check ((ended_at is null) = (outcome is null))
);
comment on table case_clock is 'Running and ended clocks. In time means: before due_at, an exclusive instant (EX K3). Lateness is computed, never stored as a state (K6).';
create unique index case_clock_one_open on case_clock (case_id, code) where ended_at is null;
create index case_clock_open on case_clock (due_at, id) where ended_at is null;

create table clock_shift (
  id bigint primary key generated always as identity,
  clock bigint not null references case_clock,
  old_due timestamptz not null,
  new_due timestamptz not null,
  reason text not null,
  at timestamptz not null
);
comment on table clock_shift is 'Every change of a due date with the old and the new one (EX K5, EX-6b).';

create table notice (
  id bigint primary key generated always as identity,
  department text not null references department,
  role text,
  case_id bigint references case_file,
  kind text not null,
  text text not null,
  at timestamptz not null,
  key text unique,
  read_at timestamptz,
  read_by bigint references account
);
comment on table notice is 'Messages to a department''s seat. key makes a reminder single (K8).';
create index notice_unread on notice (department, id) where read_at is null;

create table job (
  id bigint primary key generated always as identity,
  kind text not null,
  key text unique,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'dead')),
  run_at timestamptz not null default clock_timestamp(),
  fence bigint not null default 0,
  lease_until timestamptz,
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  check ((state = 'running') = (lease_until is not null)),
  check ((state in ('done', 'dead')) = (ended_at is not null))
);
comment on table job is 'Outbox: everything outward is a row written in the transaction that decided it. fence grows with each lease.';
create index job_next on job (run_at, id) where state in ('waiting', 'running');

create table idempotency (
  account bigint not null references account,
  key text not null,
  request_hash bytea not null,
  status int not null,
  body text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (account, key)
);
comment on table idempotency is 'The answer first given to a key; the same key and request get it again.';

create table audit_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  hash bytea not null
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));
create table audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail text not null,
  hash bytea not null,
  mac bytea not null
);
comment on table audit_entry is 'Append-only chain: hash = SM3(previous hash, canonical record), mac by a key the database never sees.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry for each statement execute function refuse_change();
create trigger case_act_append_only before update or delete or truncate on case_act for each statement execute function refuse_change();
create trigger case_paper_append_only before update or delete or truncate on case_paper for each statement execute function refuse_change();
create trigger clock_shift_append_only before update or delete or truncate on clock_shift for each statement execute function refuse_change();
